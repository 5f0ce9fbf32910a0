package org.amplia.config;

import static org.amplia.config.Limits.atLeast;
import static org.amplia.config.Limits.within;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.amplia.base.UserError;
import org.amplia.baseline.DqfdReward;
import org.amplia.baseline.DqfdReward.DqfdLoss;
import org.amplia.baseline.QLoss.ErrorPenalty;
import org.amplia.baseline.ReplayAlgorithm;
import org.amplia.baseline.ReplayAlgorithm.ImportanceSchedule;
import org.amplia.baseline.RewardTransform;
import org.amplia.replay.ReplaySettings;

/**
 * The baseline {@code dqfd-reward}; see {@code docs/baselines/dqfd-reward.md}. Letters are those of
 * Hester et al. (2017); a step is an agent step of one environment.
 *
 * @param replay keys of the same section
 * @param pretrainingSteps k: gradient steps before the first game, on demonstrations alone
 * @param exploration ε, 0 … 1
 * @param nSteps n of the n-step term
 * @param nStepWeight λ₁ of that term
 * @param margin by how much the demonstrated action should be above the others, in units of the
 *     transformed reward
 * @param marginWeight λ₂ of that term
 * @param marginSteps agent steps over which that weight falls to 0; 0 keeps it
 * @param l2Weight λ₃ of the L2 term
 * @param priorityExponent α, 0 … 1; 0 draws uniformly
 * @param ownPriorityBonus ε_a, above 0
 * @param demonstrationPriorityBonus ε_d, above 0
 * @param importance β at the beginning, 0 … 1; it rises to 1 over {@code importanceSteps}
 * @param importanceSteps see there
 * @param reward what is learned of the game's reward: {@code clip}, {@code signed_log} or {@code
 *     raw}
 */
public record DqfdRewardConfiguration(
    @JsonUnwrapped ReplayConfiguration replay,
    int pretrainingSteps,
    double exploration,
    int nSteps,
    double nStepWeight,
    double margin,
    double marginWeight,
    long marginSteps,
    double l2Weight,
    double priorityExponent,
    double ownPriorityBonus,
    double demonstrationPriorityBonus,
    double importance,
    long importanceSteps,
    String reward)
    implements ReplayMethodConfiguration {
  private static final String SECTION = "dqfdReward";

  /** Checks the values. */
  public DqfdRewardConfiguration {
    replay.check(SECTION);
    atLeast(0, "dqfdReward.pretrainingSteps", pretrainingSteps);
    within(0, 1, "dqfdReward.exploration", exploration);
    atLeast(1, "dqfdReward.nSteps", nSteps);
    within(0, 1e6, "dqfdReward.nStepWeight", nStepWeight);
    within(0, 1e6, "dqfdReward.margin", margin);
    within(0, 1e6, "dqfdReward.marginWeight", marginWeight);
    if (marginSteps < 0) {
      throw new UserError("dqfdReward.marginSteps is " + marginSteps + ": it must be 0 or more");
    }
    within(0, 1, "dqfdReward.l2Weight", l2Weight);
    within(0, 1, "dqfdReward.priorityExponent", priorityExponent);
    within(1e-9, 1e6, "dqfdReward.ownPriorityBonus", ownPriorityBonus);
    within(1e-9, 1e6, "dqfdReward.demonstrationPriorityBonus", demonstrationPriorityBonus);
    within(0, 1, "dqfdReward.importance", importance);
    if (importanceSteps < 1) {
      throw new UserError(
          "dqfdReward.importanceSteps is " + importanceSteps + ": it must be 1 or more");
    }
    RewardTransform.named(reward);
  }

  /**
   * The paper's values, but for what depends on the length of a run: 10,000 steps of pre-training
   * for 750,000, a copy to the target network every 1,000 steps for 10,000, 100,000 frames for a
   * million, and the learning rate of {@code dqn}.
   */
  static DqfdRewardConfiguration standard() {
    return new DqfdRewardConfiguration(
        new ReplayConfiguration(
            8, 100_000, 32, 1e-4, 10, 4, 1000, 0, 0.99, false, true, RamInputs.FEATURES, 256),
        10_000,
        0.01,
        10,
        DqfdLoss.PAPER.nStepWeight(),
        DqfdLoss.PAPER.margin(),
        DqfdLoss.PAPER.marginWeight(),
        0,
        1e-5,
        0.4,
        0.001,
        1,
        0.6,
        500_000,
        "signed_log");
  }

  @Override
  public String section() {
    return SECTION;
  }

  @Override
  public double weightDecay() {
    return l2Weight;
  }

  @Override
  public ReplaySettings memory() {
    return new ReplaySettings(
        replay.capacityFrames(),
        nSteps,
        replay.discount(),
        priorityExponent,
        ownPriorityBonus,
        demonstrationPriorityBonus);
  }

  @Override
  public ReplayAlgorithm algorithm() {
    return new DqfdReward(
        new DqfdLoss(ErrorPenalty.SQUARED, nStepWeight, marginWeight, margin),
        marginSteps,
        exploration,
        new ImportanceSchedule(importance, importanceSteps),
        RewardTransform.named(reward));
  }
}
