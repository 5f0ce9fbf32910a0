package org.amplia.experiment;

import java.util.List;
import org.amplia.decomposition.learn.Foretold;

/**
 * What somebody answered to the held-out questions of one seed.
 *
 * @param answerer an update's name, or that of a yardstick
 * @param seed which questions they were
 * @param foretold one answer a question, and what M2's look-ahead showed of it
 */
public record EventOutcome(String answerer, long seed, Foretold foretold) {
  /** How good the answers were. */
  public Calibration calibration() {
    return pooled(List.of(this));
  }

  /** How good the answers of all seeds were, taken as one list of questions. */
  public static Calibration pooled(List<EventOutcome> seeds) {
    return Calibration.pooled(seeds.stream().map(EventOutcome::foretold).toList());
  }
}
