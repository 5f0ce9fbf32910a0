package org.amplia.experiment;

import java.util.List;
import org.amplia.decomposition.learn.Understanding;

/**
 * What a way to ask came to with one seed.
 *
 * @param arm its name
 * @param seed of the run
 * @param understanding on held-out states
 * @param informationNats by how much its nll is below that without any information
 * @param trainingFrames emulator frames that everything it learned from took
 * @param queryDrift Jensen–Shannon divergence from what the demonstrator's clone asks, nats; NaN
 *     where nothing is learned
 */
public record InformationOutcome(
    String arm,
    long seed,
    Understanding understanding,
    double informationNats,
    long trainingFrames,
    double queryDrift) {
  /** Nats of information for 1,000 frames; NaN if none were spent. */
  public double natsPerKiloframe() {
    return understanding.frames() == 0
        ? Double.NaN
        : informationNats / understanding.frames() * 1000;
  }

  /** How far the judge's probabilities are what happens. */
  public Calibration calibration() {
    return pooled(List.of(this));
  }

  /** The same of all seeds, taken as one list of cases. */
  public static Calibration pooled(List<InformationOutcome> seeds) {
    return Calibration.pooled(seeds.stream().map(seed -> seed.understanding().foretold()).toList());
  }
}
