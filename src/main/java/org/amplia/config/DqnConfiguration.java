package org.amplia.config;

import static org.amplia.config.Limits.atLeast;
import static org.amplia.config.Limits.within;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.amplia.base.RootLocale;
import org.amplia.base.UserError;
import org.amplia.baseline.Dqn;
import org.amplia.baseline.Dqn.ExplorationSchedule;
import org.amplia.baseline.ReplayAlgorithm;
import org.amplia.baseline.ReplayAlgorithm.ImportanceSchedule;
import org.amplia.baseline.RewardTransform;
import org.amplia.replay.ReplaySettings;

/**
 * The baseline {@code dqn}; see {@code docs/baselines/dqn.md}. A step is an agent step of one
 * environment.
 *
 * @param replay keys of the same section
 * @param explorationEnd ε after {@code explorationSteps}; it begins with 1
 * @param explorationSteps steps over which ε falls
 * @param nSteps of the n-step return
 * @param doubleQ whether targets are double Q-learning's
 * @param priorityExponent α, 0 … 1; 0 draws uniformly
 * @param importance β at the beginning, 0 … 1; it rises to 1 over {@code importanceSteps}
 * @param importanceSteps see there
 * @param reward what is learned of the game's reward: {@code clip}, {@code signed_log} or {@code
 *     raw}
 */
public record DqnConfiguration(
    @JsonUnwrapped ReplayConfiguration replay,
    double explorationEnd,
    long explorationSteps,
    int nSteps,
    boolean doubleQ,
    double priorityExponent,
    double importance,
    long importanceSteps,
    String reward)
    implements ReplayMethodConfiguration {
  private static final String SECTION = "dqn";
  private static final double PRIORITY_BONUS = 1e-3;

  /** Checks the values. */
  public DqnConfiguration {
    replay.check(SECTION);
    within(0, 1, "dqn.explorationEnd", explorationEnd);
    if (explorationSteps < 0 || importanceSteps < 1) {
      throw new UserError(
          RootLocale.format(
              "dqn.explorationSteps is %d and dqn.importanceSteps %d: they must be 0 and 1 or more",
              explorationSteps, importanceSteps));
    }
    atLeast(1, "dqn.nSteps", nSteps);
    within(0, 1, "dqn.priorityExponent", priorityExponent);
    within(0, 1, "dqn.importance", importance);
    RewardTransform.named(reward);
  }

  /**
   * What Stable-Baselines3's zoo has for Atari games, with double Q-learning, and with a start and
   * an exploration as short as a run of a few million frames asks for.
   */
  static DqnConfiguration standard() {
    return new DqnConfiguration(
        new ReplayConfiguration(
            8, 100_000, 32, 1e-4, 10, 4, 1000, 5000, 0.99, false, false, RamInputs.FEATURES, 256),
        0.01,
        50_000,
        1,
        true,
        0,
        0.4,
        500_000,
        "clip");
  }

  @Override
  public String section() {
    return SECTION;
  }

  @Override
  public ReplaySettings memory() {
    return new ReplaySettings(
        replay.capacityFrames(),
        nSteps,
        replay.discount(),
        priorityExponent,
        PRIORITY_BONUS,
        PRIORITY_BONUS);
  }

  @Override
  public ReplayAlgorithm algorithm() {
    return new Dqn(
        new ExplorationSchedule(1, explorationEnd, explorationSteps),
        doubleQ,
        new ImportanceSchedule(importance, importanceSteps),
        RewardTransform.named(reward));
  }
}
