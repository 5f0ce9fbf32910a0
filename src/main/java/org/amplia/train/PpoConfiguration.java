package org.amplia.train;

import static org.amplia.train.Configuration.atLeast;
import static org.amplia.train.Configuration.given;
import static org.amplia.train.Configuration.within;

import org.amplia.base.RandomStream;
import org.amplia.base.RootLocale;
import org.amplia.base.UserError;
import org.amplia.baseline.GeneralisedAdvantage;
import org.amplia.baseline.Ppo;
import org.amplia.baseline.PpoLoss;
import org.amplia.baseline.PpoSettings;
import org.amplia.baseline.RewardLearner;
import org.amplia.baseline.RewardTransform;
import org.amplia.net.Head;
import org.amplia.net.Network;
import org.amplia.net.Rate;
import org.amplia.observe.EnvironmentBatch;
import org.amplia.observe.ObservationKind;
import org.amplia.replay.FreeMemory;

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
    int hiddenUnits)
    implements RewardMethod {
  /** Checks the values. */
  public PpoConfiguration {
    within(1, Configuration.MOST_ENVIRONMENTS, "ppo.environments", environments);
    atLeast(1, "ppo.rolloutSteps", rolloutSteps);
    atLeast(1, "ppo.epochs", epochs);
    within(1, Configuration.MOST_IN_A_BATCH, "ppo.minibatchSize", minibatchSize);
    within(1e-9, 1, "ppo.learningRate", learningRate);
    within(0, 1, "ppo.discount", discount);
    within(0, 1, "ppo.lambda", lambda);
    within(1e-6, 1e6, "ppo.clipRange", clipRange);
    within(0, 1e6, "ppo.valueWeight", valueWeight);
    within(0, 1e6, "ppo.entropyWeight", entropyWeight);
    within(1e-9, 1e9, "ppo.maxGradientNorm", maxGradientNorm);
    RewardTransform.named(reward);
    given("ppo.ramInputs", ramInputs);
    within(1, Configuration.MOST_HIDDEN_UNITS, "ppo.hiddenUnits", hiddenUnits);
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

  @Override
  public Head head() {
    return Head.ACTOR_CRITIC;
  }

  /** The observations of a rollout. */
  @Override
  public long memoryBytes(ObservationKind observation) {
    return (long) environments * rolloutSteps * observation.length(MOST_ACTIONS);
  }

  @Override
  public void requireRoom(ObservationKind observation) {
    long most = Math.min(Integer.MAX_VALUE, FreeMemory.bytes());
    if (memoryBytes(observation) > most) {
      throw new UserError(
          RootLocale.format(
              "a rollout of %,d steps in %d games takes %.1f GB, there is room for %.1f: lower ppo.rolloutSteps or ppo.environments",
              rolloutSteps, environments, memoryBytes(observation) / 1e9, most / 1e9));
    }
  }

  @Override
  public RewardLearner learner(
      Configuration configuration, EnvironmentBatch games, Network network, RandomStream random) {
    int frameSkip = configuration.environment().frameSkip();
    return new Ppo(settings(configuration.budget().frames(), frameSkip), games, network, random);
  }

  private PpoSettings settings(long budgetFrames, int frameSkip) {
    boolean falls = annealed && budgetFrames > 0;
    long framesAnUpdate = (long) environments * rolloutSteps * frameSkip;
    long updates = falls ? Math.max(1, budgetFrames / framesAnUpdate) : 1;
    return new PpoSettings(
        rolloutSteps,
        epochs,
        minibatchSize,
        new Rate("ppo.learningRate", learningRate),
        falls ? 0 : learningRate,
        (int) Math.min(Integer.MAX_VALUE, updates),
        new GeneralisedAdvantage(discount, lambda),
        new PpoLoss(clipRange, valueWeight, entropyWeight, true),
        maxGradientNorm,
        RewardTransform.named(reward));
  }
}
