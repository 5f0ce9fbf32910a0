package org.amplia.experiment;

import java.util.List;
import org.amplia.overseer.EventFrequency;

/**
 * What somebody answered to the held-out questions of one seed.
 *
 * @param answerer an update's name, or that of a yardstick
 * @param seed which questions they were
 * @param answers one a question, 0 … 1
 * @param happened what M2's look-ahead showed of each
 */
public record EventOutcome(
    String answerer, long seed, List<Double> answers, List<EventFrequency> happened) {
  /** How good the answers were. */
  public Calibration calibration() {
    return Calibration.of(answers, happened);
  }

  /** How good the answers of all seeds were, taken as one list of questions. */
  public static Calibration pooled(List<EventOutcome> seeds) {
    return Calibration.of(
        seeds.stream().flatMap(outcome -> outcome.answers().stream()).toList(),
        seeds.stream().flatMap(outcome -> outcome.happened().stream()).toList());
  }
}
