package org.amplia.config;

import static org.amplia.config.Limits.atLeast;
import static org.amplia.config.Limits.given;
import static org.amplia.config.Limits.within;

import org.amplia.baseline.RewardTransform;

/**
 * The baseline {@code ppo}; see {@code docs/baselines/ppo.md}.
 *
 * @param environments games that are played together
 * @param rolloutSteps agent steps of each between two updates
 * @param epochs times that every step is learned from
 * @param minibatchSize steps in a gradient step
 * @param learningRate Adam's
 * @param annealed whether it falls to 0 over {@code budget.frames}, where there is such a budget
 * @param discount γ a step, 0 … 1
 * @param lambda GAE's λ, 0 … 1
 * @param clipRange ε
 * @param valueWeight weight of the value's loss
 * @param entropyWeight weight of the entropy bonus
 * @param maxGradientNorm longer gradients are scaled down to this length
 * @param reward what is learned of the game's reward: {@code clip}, {@code signed_log} or {@code
 *     raw}
 * @param ramInputs how the network reads RAM: {@code features} or {@code bytes}
 * @param hiddenUnits width of both hidden layers (RAM observations)
 */
public record PpoConfiguration(
    int environments,
    int rolloutSteps,
    int epochs,
    int minibatchSize,
    double learningRate,
    boolean annealed,
    double discount,
    double lambda,
    double clipRange,
    double valueWeight,
    double entropyWeight,
    double maxGradientNorm,
    String reward,
    RamInputs ramInputs,
    int hiddenUnits) {
  /** Checks the values. */
  public PpoConfiguration {
    within(1, Limits.MOST_ENVIRONMENTS, "ppo.environments", environments);
    atLeast(1, "ppo.rolloutSteps", rolloutSteps);
    atLeast(1, "ppo.epochs", epochs);
    within(1, Limits.MOST_IN_A_BATCH, "ppo.minibatchSize", minibatchSize);
    within(1e-9, 1, "ppo.learningRate", learningRate);
    within(0, 1, "ppo.discount", discount);
    within(0, 1, "ppo.lambda", lambda);
    within(1e-6, 1e6, "ppo.clipRange", clipRange);
    within(0, 1e6, "ppo.valueWeight", valueWeight);
    within(0, 1e6, "ppo.entropyWeight", entropyWeight);
    within(1e-9, 1e9, "ppo.maxGradientNorm", maxGradientNorm);
    RewardTransform.named(reward);
    given("ppo.ramInputs", ramInputs);
    within(1, Limits.MOST_HIDDEN_UNITS, "ppo.hiddenUnits", hiddenUnits);
  }

  /** The paper's values for Atari games, as Stable-Baselines3's zoo has them. */
  static PpoConfiguration standard() {
    return new PpoConfiguration(
        8,
        128,
        4,
        256,
        2.5e-4,
        true,
        0.99,
        0.95,
        0.1,
        0.5,
        0.01,
        0.5,
        "clip",
        RamInputs.FEATURES,
        256);
  }
}
