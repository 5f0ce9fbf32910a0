package org.amplia.train.online;

import org.amplia.base.RandomStream;
import org.amplia.base.RootLocale;
import org.amplia.base.UserError;
import org.amplia.baseline.GeneralisedAdvantage;
import org.amplia.baseline.OnlineLearner;
import org.amplia.baseline.Ppo;
import org.amplia.baseline.Ppo.PpoSettings;
import org.amplia.baseline.PpoLoss;
import org.amplia.baseline.RewardTransform;
import org.amplia.config.Configuration;
import org.amplia.config.PpoConfiguration;
import org.amplia.config.RamInputs;
import org.amplia.net.Head;
import org.amplia.net.Network;
import org.amplia.net.Rate;
import org.amplia.observe.EnvironmentBatch;
import org.amplia.observe.ObservationKind;
import org.amplia.replay.FreeMemory;

/** Proximal policy optimisation, as a run has it configured. */
final class PpoMethod implements OnlineMethod {
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
      throw new UserError(
          RootLocale.format(
              "a rollout of %,d steps in %d games takes %.1f GB, there is room for %.1f: lower ppo.rolloutSteps or ppo.environments",
              settings.rolloutSteps(),
              settings.environments(),
              memoryBytes(observation) / 1e9,
              most / 1e9));
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
