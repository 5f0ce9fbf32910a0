package org.amplia.train;

import org.amplia.base.RandomStream;
import org.amplia.baseline.Endings;
import org.amplia.baseline.ReplayAlgorithm;
import org.amplia.baseline.ReplayLearner;
import org.amplia.baseline.ReplayLearnerSettings;
import org.amplia.baseline.RewardLearner;
import org.amplia.net.Head;
import org.amplia.net.Network;
import org.amplia.net.Rate;
import org.amplia.observe.EnvironmentBatch;
import org.amplia.observe.ObservationKind;
import org.amplia.replay.MemoryEstimate;
import org.amplia.replay.ObservationLayout;
import org.amplia.replay.ReplayMemory;
import org.amplia.replay.ReplaySettings;

/** The configuration of a method with a replay memory: what it has beside the engine's. */
sealed interface ReplayMethod extends RewardMethod
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

  @Override
  default int environments() {
    return replay().environments();
  }

  @Override
  default int hiddenUnits() {
    return replay().hiddenUnits();
  }

  @Override
  default RamInputs ramInputs() {
    return replay().ramInputs();
  }

  @Override
  default Head head() {
    return replay().dueling() ? Head.DUELING : Head.PLAIN;
  }

  @Override
  default long memoryBytes(ObservationKind observation) {
    return MemoryEstimate.of(memory(), layout(observation, observation.length(MOST_ACTIONS)))
        .totalBytes();
  }

  @Override
  default void requireRoom(ObservationKind observation) {
    // How many actions the game has shows only on the console: a few bytes more do no harm.
    ReplayMemory.requireFit(
        capacityKey(),
        memory(),
        layout(observation, observation.length(MOST_ACTIONS)),
        replay().environments());
  }

  private String capacityKey() {
    return section() + ".capacityFrames";
  }

  private static ObservationLayout layout(ObservationKind observation, int bytes) {
    return switch (observation) {
      case PIXELS -> ObservationLayout.PIXELS;
      case RAM -> ObservationLayout.whole(bytes);
    };
  }

  @Override
  default RewardLearner learner(
      Configuration configuration, EnvironmentBatch games, Network network, RandomStream random) {
    ReplayConfiguration shared = replay();
    return new ReplayLearner(
        algorithm(),
        new ReplayLearnerSettings(
            capacityKey(),
            memory(),
            shared.batchSize(),
            new Rate(section() + ".learningRate", shared.learningRate()),
            weightDecay(),
            shared.maxGradientNorm(),
            shared.stepsPerGradientStep(),
            shared.stepsPerTargetUpdate(),
            shared.stepsBeforeLearning(),
            pretrainingSteps(),
            new Endings(shared.lifeLossEnds(), gameOverEnds())),
        games,
        network,
        layout(configuration.observation(), games.observationLength()),
        random);
  }
}
