package org.amplia.train.online;

import org.amplia.base.RandomStream;
import org.amplia.base.UserError;
import org.amplia.baseline.OnlineLearner;
import org.amplia.config.Configuration;
import org.amplia.config.RamInputs;
import org.amplia.net.Head;
import org.amplia.net.Network;
import org.amplia.observe.EnvironmentBatch;
import org.amplia.observe.ObservationKind;

/**
 * A method that learns in the game's own environment without an overseer: what a run needs of it.
 */
sealed interface OnlineMethod permits ReplayMethod, PpoMethod {
  /** No game has more. */
  int MOST_ACTIONS = 18;

  /** Games that are played together. */
  int environments();

  /** Width of both hidden layers (RAM observations). */
  int hiddenUnits();

  /** How its network reads RAM. */
  RamInputs ramInputs();

  /** What its network ends in. */
  Head head();

  /** Bytes of memory that a run keeps what it has seen in. */
  default long memoryBytes(ObservationKind observation) {
    return 0;
  }

  /**
   * Refuses what the machine has no room for.
   *
   * @throws UserError that names the key to change
   */
  default void requireRoom(ObservationKind observation) {}

  /**
   * A learner in environments that have been reset.
   *
   * @param network with {@link #head}; belongs to the caller
   */
  OnlineLearner learner(
      Configuration configuration,
      EnvironmentBatch environments,
      Network network,
      RandomStream random);

  /** The one that a run's method asks for. */
  static OnlineMethod of(Configuration configuration) {
    return switch (configuration.method()) {
      case DQN -> new ReplayMethod(configuration.dqn());
      case DQFD_REWARD -> new ReplayMethod(configuration.dqfdReward());
      case SQIL -> new ReplayMethod(configuration.sqil());
      case PPO -> new PpoMethod(configuration.ppo());
      default ->
          throw new IllegalArgumentException(
              configuration.method().label() + " does not learn in the game's own environment");
    };
  }
}
