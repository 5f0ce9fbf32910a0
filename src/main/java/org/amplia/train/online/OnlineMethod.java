package org.amplia.train.online;

import org.amplia.base.RandomStream;
import org.amplia.base.UserError;
import org.amplia.baseline.GeneralisedAdvantage;
import org.amplia.baseline.OnlineLearner;
import org.amplia.baseline.Ppo;
import org.amplia.baseline.Ppo.PpoSettings;
import org.amplia.baseline.PpoLoss;
import org.amplia.baseline.ReplayLearner;
import org.amplia.baseline.ReplayLearner.Settings;
import org.amplia.baseline.ReplayLearner.Settings.Endings;
import org.amplia.baseline.RewardTransform;
import org.amplia.config.Configuration;
import org.amplia.config.PpoConfiguration;
import org.amplia.config.RamInputs;
import org.amplia.config.ReplayConfiguration;
import org.amplia.config.ReplayMethodConfiguration;
import org.amplia.net.Head;
import org.amplia.net.Network;
import org.amplia.net.Rate;
import org.amplia.observe.EnvironmentBatch;
import org.amplia.observe.ObservationKind;
import org.amplia.replay.FreeMemory;
import org.amplia.replay.ObservationLayout;
import org.amplia.replay.ReplayMemory;
import org.amplia.replay.ReplayMemory.MemoryEstimate;

/**
 * A method that learns in the game's own environment without an overseer: what a run needs of it.
 */
sealed interface OnlineMethod {
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

  /** Proximal policy optimisation, as a run has it configured. */
  static final class PpoMethod implements OnlineMethod {
    private final PpoConfiguration settings;

    PpoMethod(PpoConfiguration settings) {
      this.settings = settings;
    }

    @Override
    public int environments() {
      return settings.environments();
    }

    @Override
    public int hiddenUnits() {
      return settings.hiddenUnits();
    }

    @Override
    public RamInputs ramInputs() {
      return settings.ramInputs();
    }

    @Override
    public Head head() {
      return Head.ACTOR_CRITIC;
    }

    /** The observations of a rollout. */
    @Override
    public long memoryBytes(ObservationKind observation) {
      return (long) settings.environments()
          * settings.rolloutSteps()
          * observation.length(MOST_ACTIONS);
    }

    @Override
    public void requireRoom(ObservationKind observation) {
      long most = Math.min(Integer.MAX_VALUE, FreeMemory.bytes());
      if (memoryBytes(observation) > most) {
        throw UserError.of(
            "a rollout of %,d steps in %d games takes %.1f GB, there is room for %.1f: lower ppo.rolloutSteps or ppo.environments",
            settings.rolloutSteps(),
            settings.environments(),
            memoryBytes(observation) / 1e9,
            most / 1e9);
      }
    }

    @Override
    public OnlineLearner learner(
        Configuration configuration, EnvironmentBatch games, Network network, RandomStream random) {
      int frameSkip = configuration.environment().frameSkip();
      return new Ppo(settings(configuration.budget().frames(), frameSkip), games, network, random);
    }

    private PpoSettings settings(long budgetFrames, int frameSkip) {
      boolean falls = settings.annealed() && budgetFrames > 0;
      long framesAnUpdate = (long) settings.environments() * settings.rolloutSteps() * frameSkip;
      long updates = falls ? Math.max(1, budgetFrames / framesAnUpdate) : 1;
      return new PpoSettings(
          settings.rolloutSteps(),
          settings.epochs(),
          settings.minibatchSize(),
          new Rate("ppo.learningRate", settings.learningRate()),
          falls ? 0 : settings.learningRate(),
          (int) Math.min(Integer.MAX_VALUE, updates),
          new GeneralisedAdvantage(settings.discount(), settings.lambda()),
          new PpoLoss(settings.clipRange(), settings.valueWeight(), settings.entropyWeight(), true),
          settings.maxGradientNorm(),
          RewardTransform.named(settings.reward()));
    }
  }

  /** Learners with a replay memory. */
  static final class ReplayMethod implements OnlineMethod {
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
          new Settings(
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
}
