package org.amplia.baseline;

import org.amplia.base.UserError;
import org.amplia.net.Rate;
import org.amplia.replay.ReplaySettings;
import org.amplia.replay.StepEnding;

/**
 * How a {@link ReplayLearner} learns, whatever its algorithm. An agent step is one step of one
 * environment.
 *
 * @param capacityKey what the user calls {@code replay.capacityFrames}, for messages
 * @param replay the memory
 * @param batchSize transitions in a gradient step
 * @param learningRate Adam's, above 0
 * @param weightDecay λ of the penalty λ/2 Σ θ², 0 for none: Adam adds λ θ to the gradient before
 *     its moments are updated
 * @param maxGradientNorm longer gradients are scaled down to this length
 * @param stepsPerGradientStep agent steps between two gradient steps
 * @param stepsPerTargetUpdate agent steps between two copies of the network to the one that values
 *     targets
 * @param stepsBeforeLearning agent steps that are only played
 * @param pretrainingSteps gradient steps before the first agent step
 * @param endings beyond which nothing is credited
 */
public record ReplayLearnerSettings(
    String capacityKey,
    ReplaySettings replay,
    int batchSize,
    Rate learningRate,
    double weightDecay,
    double maxGradientNorm,
    int stepsPerGradientStep,
    int stepsPerTargetUpdate,
    int stepsBeforeLearning,
    int pretrainingSteps,
    Endings endings) {
  public ReplayLearnerSettings {
    if (batchSize < 1 || stepsPerGradientStep < 1 || stepsPerTargetUpdate < 1) {
      throw UserError.of(
          "the batch size (%d), the steps per gradient step (%d) and per target update (%d) must be 1 or more",
          batchSize, stepsPerGradientStep, stepsPerTargetUpdate);
    }
    if (stepsBeforeLearning < 0 || pretrainingSteps < 0) {
      throw UserError.of(
          "the steps before learning (%d) and of pre-training (%d) must be 0 or more",
          stepsBeforeLearning, pretrainingSteps);
    }
    if (!(learningRate.value() > 0 && maxGradientNorm > 0 && weightDecay >= 0)) {
      throw UserError.of(
          "the learning rate (%s) and the gradient norm (%s) must be above 0, the weight decay (%s) 0 or more",
          learningRate.value(), maxGradientNorm, weightDecay);
    }
  }

  /**
   * What a learner takes for an end, beyond which nothing is credited. A game over that is none is
   * taken as a time limit: the value of the last observation counts.
   */
  public record Endings(boolean lifeLost, boolean gameOver) {
    /** What a step's end is to the memory. */
    StepEnding of(boolean over, boolean timeLimit, int livesLost) {
      if (over) {
        return gameOver ? StepEnding.GAME_OVER : StepEnding.TIME_LIMIT;
      }
      if (timeLimit) {
        return StepEnding.TIME_LIMIT;
      }
      return lifeLost && livesLost > 0 ? StepEnding.LIFE_LOST : StepEnding.NONE;
    }
  }
}
