package org.amplia.train.online;

import org.amplia.base.RandomStream;
import org.amplia.baseline.OnlineLearner;
import org.amplia.baseline.ReplayLearner;
import org.amplia.baseline.ReplayLearnerSettings;
import org.amplia.baseline.ReplayLearnerSettings.Endings;
import org.amplia.config.Configuration;
import org.amplia.config.RamInputs;
import org.amplia.config.ReplayConfiguration;
import org.amplia.config.ReplayMethodConfiguration;
import org.amplia.net.Head;
import org.amplia.net.Network;
import org.amplia.net.Rate;
import org.amplia.observe.EnvironmentBatch;
import org.amplia.observe.ObservationKind;
import org.amplia.replay.ObservationLayout;
import org.amplia.replay.ReplayMemory;
import org.amplia.replay.ReplayMemory.MemoryEstimate;

/** Learners with a replay memory. */
final class ReplayMethod implements OnlineMethod {
  private final ReplayMethodConfiguration settings;

  ReplayMethod(ReplayMethodConfiguration settings) {
    this.settings = settings;
  }

  @Override
  public int environments() {
    return settings.replay().environments();
  }

  @Override
  public int hiddenUnits() {
    return settings.replay().hiddenUnits();
  }

  @Override
  public RamInputs ramInputs() {
    return settings.replay().ramInputs();
  }

  @Override
  public Head head() {
    return settings.replay().dueling() ? Head.DUELING : Head.PLAIN;
  }

  @Override
  public long memoryBytes(ObservationKind observation) {
    return MemoryEstimate.of(
            settings.memory(), layout(observation, observation.length(MOST_ACTIONS)))
        .totalBytes();
  }

  @Override
  public void requireRoom(ObservationKind observation) {
    // How many actions the game has shows only on the console: a few bytes more do no harm.
    ReplayMemory.requireFit(
        capacityKey(),
        settings.memory(),
        layout(observation, observation.length(MOST_ACTIONS)),
        settings.replay().environments());
  }

  private String capacityKey() {
    return settings.section() + ".capacityFrames";
  }

  private static ObservationLayout layout(ObservationKind observation, int bytes) {
    return switch (observation) {
      case PIXELS -> ObservationLayout.PIXELS;
      case RAM -> ObservationLayout.whole(bytes);
    };
  }

  @Override
  public OnlineLearner learner(
      Configuration configuration, EnvironmentBatch games, Network network, RandomStream random) {
    ReplayConfiguration shared = settings.replay();
    return new ReplayLearner(
        settings.algorithm(),
        new ReplayLearnerSettings(
            capacityKey(),
            settings.memory(),
            shared.batchSize(),
            new Rate(settings.section() + ".learningRate", shared.learningRate()),
            settings.weightDecay(),
            shared.maxGradientNorm(),
            shared.stepsPerGradientStep(),
            shared.stepsPerTargetUpdate(),
            shared.stepsBeforeLearning(),
            settings.pretrainingSteps(),
            new Endings(shared.lifeLossEnds(), settings.gameOverEnds())),
        games,
        network,
        layout(configuration.observation(), games.observationLength()),
        random);
  }
}
