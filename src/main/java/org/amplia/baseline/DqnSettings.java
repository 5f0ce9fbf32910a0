package org.amplia.baseline;

import org.amplia.base.UserError;
import org.amplia.replay.ReplaySettings;

/**
 * How {@link Dqn} learns. An agent step is one step of one environment.
 *
 * @param replay the memory; 1-step and uniform in Mnih et al. (2015)
 * @param batchSize transitions in a gradient step
 * @param learningRate Adam's
 * @param stepsPerGradientStep agent steps between two gradient steps
 * @param stepsPerTargetUpdate agent steps between two copies of the network to the one that values
 *     targets
 * @param stepsBeforeLearning agent steps that are only played
 * @param exploration ε by agent step
 * @param doubleQ whether the learning network chooses the action whose value is the target's (van
 *     Hasselt et al. 2016)
 * @param firstImportance β of the importance weights at the first agent step (Schaul et al. 2016)
 * @param importanceSteps agent steps over which β rises to 1
 * @param lifeLossEnds whether nothing is credited beyond the loss of a life
 * @param maxGradientNorm longer gradients are scaled down to this length
 * @param rewards what is learned of the game's own reward
 */
public record DqnSettings(
    ReplaySettings replay,
    int batchSize,
    double learningRate,
    int stepsPerGradientStep,
    int stepsPerTargetUpdate,
    int stepsBeforeLearning,
    ExplorationSchedule exploration,
    boolean doubleQ,
    double firstImportance,
    long importanceSteps,
    boolean lifeLossEnds,
    double maxGradientNorm,
    RewardTransform rewards) {
  /** Checks the numbers. */
  public DqnSettings {
    if (batchSize < 1
        || stepsPerGradientStep < 1
        || stepsPerTargetUpdate < 1
        || stepsBeforeLearning < 0
        || importanceSteps < 1) {
      throw new UserError(
          "DQN's batch size (%d), steps per gradient step (%d) and per target update (%d) and importance steps (%d) must be 1 or more, the steps before learning (%d) 0 or more"
              .formatted(
                  batchSize,
                  stepsPerGradientStep,
                  stepsPerTargetUpdate,
                  importanceSteps,
                  stepsBeforeLearning));
    }
    if (!(learningRate > 0 && maxGradientNorm > 0)) {
      throw new UserError(
          "DQN's learning rate (%s) and gradient norm (%s) must be above 0"
              .formatted(learningRate, maxGradientNorm));
    }
    if (!(firstImportance >= 0 && firstImportance <= 1)) {
      throw new UserError("DQN's importance exponent is " + firstImportance + ": 0 … 1");
    }
  }

  /** β at an agent step. */
  double importance(long step) {
    return firstImportance + (1 - firstImportance) * Math.min(1, (double) step / importanceSteps);
  }
}
