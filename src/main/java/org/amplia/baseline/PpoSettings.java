package org.amplia.baseline;

import org.amplia.base.RootLocale;
import org.amplia.base.UserError;
import org.amplia.net.Rate;

/**
 * How {@link Ppo} learns.
 *
 * @param rolloutSteps agent steps of each environment between two updates
 * @param epochs times that every step of a rollout is learned from
 * @param minibatchSize steps a gradient step
 * @param learningRate Adam's, ε 1e-5
 * @param finalLearningRate what it falls to, linearly over {@code updates}; the same for a constant
 *     one
 * @param updates rollouts over which the learning rate falls
 * @param advantage γ and λ
 * @param loss clip range and weights
 * @param maxGradientNorm longer gradients are scaled down to this length
 * @param rewards what is learned of the game's own reward
 */
public record PpoSettings(
    int rolloutSteps,
    int epochs,
    int minibatchSize,
    Rate learningRate,
    double finalLearningRate,
    int updates,
    GeneralisedAdvantage advantage,
    PpoLoss loss,
    double maxGradientNorm,
    RewardTransform rewards) {
  /** Checks the numbers. */
  public PpoSettings {
    if (rolloutSteps < 1 || epochs < 1 || minibatchSize < 1 || updates < 1) {
      throw new UserError(
          RootLocale.format(
              "PPO's rollout steps (%d), epochs (%d), minibatch size (%d) and updates (%d) must be 1 or more",
              rolloutSteps, epochs, minibatchSize, updates));
    }
    if (!(learningRate.value() > 0 && finalLearningRate >= 0 && maxGradientNorm > 0)) {
      throw new UserError(
          RootLocale.format(
              "PPO's learning rate (%s, falling to %s) and gradient norm (%s) must be above 0",
              learningRate.value(), finalLearningRate, maxGradientNorm));
    }
  }
}
