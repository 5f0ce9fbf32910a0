package org.amplia.config;

import static org.amplia.config.Limits.atLeast;
import static org.amplia.config.Limits.within;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.amplia.baseline.QLoss.ErrorPenalty;
import org.amplia.baseline.ReplayAlgorithm;
import org.amplia.baseline.Sqil;
import org.amplia.baseline.Sqil.SqilLoss;
import org.amplia.replay.ReplaySettings;

/**
 * The baseline {@code sqil}; see {@code docs/baselines/sqil.md}.
 *
 * @param replay keys of the same section
 * @param temperature α of the soft value and of the policy, above 0
 * @param ownWeight λ_samp, the weight of the learner's own transitions, 0 or more
 * @param gameOverEnds whether nothing is credited beyond the game's end; if not, the last
 *     observation's value is
 */
public record SqilConfiguration(
    @JsonUnwrapped ReplayConfiguration replay,
    double temperature,
    double ownWeight,
    boolean gameOverEnds)
    implements ReplayMethodConfiguration {
  private static final String SECTION = "sqil";

  /** Batches are drawn uniformly, so no error is part of a priority. */
  private static final double NO_BONUS = 1;

  /** Checks the values. */
  public SqilConfiguration {
    replay.check(SECTION);
    atLeast(2, "sqil.batchSize", replay.batchSize());
    within(1e-6, 1e6, "sqil.temperature", temperature);
    within(0, 1e6, "sqil.ownWeight", ownWeight);
  }

  /**
   * The paper's objective (α and λ_samp 1), with as many transitions of each kind in a batch as
   * {@code dqn} has in all, and otherwise the values of {@code dqn}.
   */
  static SqilConfiguration standard() {
    return new SqilConfiguration(
        new ReplayConfiguration(
            8, 100_000, 64, 1e-4, 10, 4, 1000, 1000, 0.99, false, false, RamInputs.FEATURES, 256),
        SqilLoss.PAPER.temperature(),
        SqilLoss.PAPER.ownWeight(),
        true);
  }

  @Override
  public String section() {
    return SECTION;
  }

  @Override
  public ReplaySettings memory() {
    return new ReplaySettings(replay.capacityFrames(), 1, replay.discount(), 0, NO_BONUS, NO_BONUS);
  }

  @Override
  public ReplayAlgorithm algorithm() {
    return new Sqil(new SqilLoss(ErrorPenalty.SQUARED, temperature, ownWeight));
  }
}
