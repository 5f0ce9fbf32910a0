package org.amplia.train;

import org.amplia.base.RandomStream;
import org.amplia.baseline.RewardLearner;
import org.amplia.net.Head;
import org.amplia.net.Network;
import org.amplia.observe.EnvironmentBatch;

/**
 * The configuration of a method that learns from the game's own reward, which makes its learner.
 */
sealed interface RewardMethod permits DqnConfiguration, PpoConfiguration {
  /** Games that are played together. */
  int environments();

  /** γ a step. */
  double discount();

  /** Width of both hidden layers (RAM observations). */
  int hiddenUnits();

  /** What its network ends in. */
  Head head();

  /**
   * A learner in environments that have been reset.
   *
   * @param network with {@link #head}; belongs to the caller
   */
  RewardLearner learner(
      Configuration configuration,
      EnvironmentBatch environments,
      Network network,
      RandomStream random);

  /** The one that a run's method asks for. */
  static RewardMethod of(Configuration configuration) {
    return switch (Method.of(configuration.method())) {
      case DQN -> configuration.dqn();
      case PPO -> configuration.ppo();
      default ->
          throw new IllegalArgumentException(
              configuration.method() + " does not learn from the game's reward");
    };
  }
}
