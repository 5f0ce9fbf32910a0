package org.amplia.config;

import org.amplia.baseline.ReplayAlgorithm;
import org.amplia.replay.ReplaySettings;

/** The configuration of a method with a replay memory: what it has beside the engine's. */
public sealed interface ReplayMethodConfiguration
    permits DqnConfiguration, DqfdRewardConfiguration, SqilConfiguration {
  /** What its keys begin with. */
  String section();

  /** What it has in common with the others. */
  ReplayConfiguration replay();

  /** What the memory holds and how it draws. */
  ReplaySettings memory();

  /** How it plays and what it learns. */
  ReplayAlgorithm algorithm();

  /** λ of the L2 penalty. */
  default double weightDecay() {
    return 0;
  }

  /** Gradient steps before the first game. */
  default int pretrainingSteps() {
    return 0;
  }

  /** Whether nothing is credited beyond the game's end. */
  default boolean gameOverEnds() {
    return true;
  }
}
