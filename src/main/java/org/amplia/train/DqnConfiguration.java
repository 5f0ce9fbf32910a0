package org.amplia.train;

import static org.amplia.train.Configuration.atLeast;
import static org.amplia.train.Configuration.within;

import org.amplia.base.RandomStream;
import org.amplia.base.UserError;
import org.amplia.baseline.Dqn;
import org.amplia.baseline.DqnSettings;
import org.amplia.baseline.ExplorationSchedule;
import org.amplia.baseline.RewardLearner;
import org.amplia.baseline.RewardTransform;
import org.amplia.net.Head;
import org.amplia.net.Network;
import org.amplia.observe.EnvironmentBatch;
import org.amplia.observe.ObservationKind;
import org.amplia.replay.ObservationLayout;
import org.amplia.replay.ReplaySettings;

/**
 * The baseline {@code dqn}; see {@code docs/baselines/dqn.md}. A step is an agent step of one
 * environment.
 *
 * @param environments games that are played together
 * @param capacityFrames observations that the replay memory keeps
 * @param batchSize transitions in a gradient step
 * @param learningRate Adam's
 * @param stepsPerGradientStep steps between two gradient steps
 * @param stepsPerTargetUpdate steps between two copies to the target network
 * @param stepsBeforeLearning steps that are only played
 * @param explorationEnd ε after {@code explorationSteps}; it begins with 1
 * @param explorationSteps steps over which ε falls
 * @param discount γ a step, 0 … 1
 * @param nSteps of the n-step return
 * @param doubleQ whether targets are double Q-learning's
 * @param dueling whether the network has a dueling head
 * @param priorityExponent α, 0 … 1; 0 draws uniformly
 * @param importance β at the beginning, 0 … 1; it rises to 1 over {@code importanceSteps}
 * @param importanceSteps see there
 * @param lifeLossEnds whether nothing is credited beyond the loss of a life
 * @param maxGradientNorm longer gradients are scaled down to this length
 * @param reward what is learned of the game's reward: {@code clip}, {@code signed_log} or {@code
 *     raw}
 * @param hiddenUnits width of both hidden layers (RAM observations)
 */
public record DqnConfiguration(
    int environments,
    int capacityFrames,
    int batchSize,
    double learningRate,
    int stepsPerGradientStep,
    int stepsPerTargetUpdate,
    int stepsBeforeLearning,
    double explorationEnd,
    long explorationSteps,
    double discount,
    int nSteps,
    boolean doubleQ,
    boolean dueling,
    double priorityExponent,
    double importance,
    long importanceSteps,
    boolean lifeLossEnds,
    double maxGradientNorm,
    String reward,
    int hiddenUnits)
    implements RewardMethod {
  private static final double PRIORITY_BONUS = 1e-3;

  /** Checks the values. */
  public DqnConfiguration {
    atLeast(1, "dqn.environments", environments);
    atLeast(1, "dqn.capacityFrames", capacityFrames);
    atLeast(1, "dqn.batchSize", batchSize);
    within(1e-9, 1, "dqn.learningRate", learningRate);
    atLeast(1, "dqn.stepsPerGradientStep", stepsPerGradientStep);
    atLeast(1, "dqn.stepsPerTargetUpdate", stepsPerTargetUpdate);
    atLeast(0, "dqn.stepsBeforeLearning", stepsBeforeLearning);
    within(0, 1, "dqn.explorationEnd", explorationEnd);
    if (explorationSteps < 0 || importanceSteps < 1) {
      throw new UserError(
          "dqn.explorationSteps is %d and dqn.importanceSteps %d: they must be 0 and 1 or more"
              .formatted(explorationSteps, importanceSteps));
    }
    within(0, 1, "dqn.discount", discount);
    atLeast(1, "dqn.nSteps", nSteps);
    within(0, 1, "dqn.priorityExponent", priorityExponent);
    within(0, 1, "dqn.importance", importance);
    within(1e-9, 1e9, "dqn.maxGradientNorm", maxGradientNorm);
    RewardTransform.named(reward);
    atLeast(1, "dqn.hiddenUnits", hiddenUnits);
  }

  /**
   * What Stable-Baselines3's zoo has for Atari games, with double Q-learning, and with a start and
   * an exploration as short as a run of a few million frames asks for.
   */
  static DqnConfiguration standard() {
    return new DqnConfiguration(
        8, 100_000, 32, 1e-4, 4, 1000, 5000, 0.01, 50_000, 0.99, 1, true, false, 0, 0.4, 500_000,
        false, 10, "clip", 256);
  }

  @Override
  public Head head() {
    return dueling ? Head.DUELING : Head.PLAIN;
  }

  @Override
  public RewardLearner learner(
      Configuration configuration, EnvironmentBatch games, Network network, RandomStream random) {
    ObservationLayout layout =
        configuration.observation() == ObservationKind.PIXELS
            ? ObservationLayout.PIXELS
            : ObservationLayout.whole(games.observationLength());
    return new Dqn(settings(), games, network, layout, random);
  }

  private DqnSettings settings() {
    return new DqnSettings(
        new ReplaySettings(
            capacityFrames, nSteps, discount, priorityExponent, PRIORITY_BONUS, PRIORITY_BONUS),
        batchSize,
        learningRate,
        stepsPerGradientStep,
        stepsPerTargetUpdate,
        stepsBeforeLearning,
        new ExplorationSchedule(1, explorationEnd, explorationSteps),
        doubleQ,
        importance,
        importanceSteps,
        lifeLossEnds,
        maxGradientNorm,
        RewardTransform.named(reward));
  }
}
