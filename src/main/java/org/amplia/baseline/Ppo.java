package org.amplia.baseline;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.amplia.base.RandomStream;
import org.amplia.base.RootLocale;
import org.amplia.base.UserError;
import org.amplia.baseline.GeneralisedAdvantage.Advantages;
import org.amplia.baseline.GeneralisedAdvantage.Rollout;
import org.amplia.baseline.PpoLoss.Categorical;
import org.amplia.baseline.PpoLoss.PpoBatch;
import org.amplia.model.Scores;
import org.amplia.net.Adam;
import org.amplia.net.LearningRate;
import org.amplia.net.Network;
import org.amplia.net.Rate;
import org.amplia.net.Tensor;
import org.amplia.net.TensorFile;
import org.amplia.observe.EnvironmentBatch;
import org.amplia.observe.EnvironmentBatch.VectorStep;

/**
 * Proximal policy optimisation (Schulman et al. 2017) on the game's own reward: play a rollout with
 * the policy's own randomness, estimate advantages, go over it a few times in shuffled minibatches.
 * See {@code docs/baselines/ppo.md}.
 */
public final class Ppo implements OnlineLearner {
  private static final String OPTIMISER = "optimiser.";
  private static final String RANDOM = "random";
  private static final double ADAM_EPSILON = 1e-5;

  private final PpoSettings settings;
  private final EnvironmentBatch environments;
  private final Network network;
  private final RandomStream random;
  private final Adam optimiser;
  private final RolloutBuffer buffer;
  private final ByteBuffer minibatch;

  /**
   * A learner whose environments are about to take their first step.
   *
   * @param network with {@link org.amplia.net.Head#ACTOR_CRITIC}: the actions' scores, then the
   *     value
   * @param random draws the actions and the order of the minibatches
   */
  public Ppo(
      PpoSettings settings, EnvironmentBatch environments, Network network, RandomStream random) {
    if (network.architecture().outputs() != environments.actionCount() + 1) {
      throw new IllegalArgumentException(
          RootLocale.format(
              "a network of %d outputs for %d actions and a value",
              network.architecture().outputs(), environments.actionCount()));
    }
    this.settings = settings;
    this.environments = environments;
    this.network = network;
    this.random = random;
    optimiser =
        new Adam(
            settings.learningRate().key(),
            learningRate(),
            ADAM_EPSILON,
            0,
            settings.maxGradientNorm());
    buffer = new RolloutBuffer(settings.rolloutSteps(), environments, settings.rewards());
    minibatch =
        ByteBuffer.allocateDirect(settings.minibatchSize() * environments.observationLength())
            .order(ByteOrder.nativeOrder());
  }

  private LearningRate learningRate() {
    int steps = settings.rolloutSteps() * environments.environments();
    int minibatches = (steps + settings.minibatchSize() - 1) / settings.minibatchSize();
    long total = (long) settings.updates() * settings.epochs() * minibatches;
    return new LearningRate.LinearDecay(
        settings.learningRate().value(), settings.finalLearningRate(), total);
  }

  @Override
  public Network network() {
    return network;
  }

  @Override
  public int gradientSteps() {
    return optimiser.steps();
  }

  @Override
  public Map<String, Tensor> state() {
    Map<String, Tensor> state = new TreeMap<>();
    state.put(RANDOM, Tensor.of(new long[] {random.state()}));
    optimiser.state().forEach((name, tensor) -> state.put(OPTIMISER + name, tensor));
    return state;
  }

  @Override
  public void restore(Map<String, Tensor> state) {
    random.restore(state.get(RANDOM).longs()[0]);
    optimiser.setState(TensorFile.withPrefix(state, OPTIMISER));
  }

  /** Plays a rollout and learns from it; the metrics are means over the minibatches. */
  @Override
  public Map<String, Double> update() {
    Advantages advantages = buffer.advantages(settings.advantage(), play());
    int[] indices = buffer.indices();
    Map<String, Double> sums = new TreeMap<>();
    int minibatches = 0;
    for (int epoch = 0; epoch < settings.epochs(); epoch++) {
      shuffle(indices);
      for (int from = 0; from < indices.length; from += settings.minibatchSize()) {
        int to = Math.min(indices.length, from + settings.minibatchSize());
        learn(indices, from, to, advantages)
            .metrics()
            .forEach((k, v) -> sums.merge(k, v, Double::sum));
        minibatches++;
      }
    }
    double share = 1.0 / minibatches;
    sums.replaceAll((name, sum) -> sum * share);
    double explained = buffer.explainedVariance(advantages);
    sums.remove("explained_variance");
    if (!Double.isNaN(explained)) {
      sums.put("explained_variance", explained);
    }
    return sums;
  }

  /** Fills the buffer; the values of what is seen after its last step. */
  private float[] play() {
    int actionCount = environments.actionCount();
    int[] actions = new int[environments.environments()];
    float[] logProbabilities = new float[actions.length];
    float[] values = new float[actions.length];
    for (int step = 0; step < settings.rolloutSteps(); step++) {
      float[][] outputs = network.forward(environments.observations(), actions.length);
      for (int e = 0; e < actions.length; e++) {
        Categorical policy = Categorical.of(outputs[e], actionCount);
        actions[e] = Scores.sample(policy.probabilities(), random);
        logProbabilities[e] = (float) policy.logProbability(actions[e]);
        values[e] = outputs[e][actionCount];
      }
      buffer.before(step, environments.observations(), actions, logProbabilities, values);
      environments.stepAll(actions);
      buffer.after(step, environments.steps());
    }
    float[][] outputs = network.forward(environments.observations(), actions.length);
    for (int e = 0; e < actions.length; e++) {
      values[e] = outputs[e][actionCount];
    }
    return values;
  }

  private LossResult learn(int[] indices, int from, int to, Advantages advantages) {
    buffer.observations(indices, from, to, minibatch);
    PpoBatch batch = buffer.batch(indices, from, to, advantages);
    return network.trainStep(
        minibatch,
        to - from,
        outputs -> settings.loss().at(outputs, batch),
        LossResult::gradient,
        optimiser);
  }

  /** Fisher and Yates's. */
  private void shuffle(int[] indices) {
    for (int i = indices.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = indices[i];
      indices[i] = indices[j];
      indices[j] = swapped;
    }
  }

  /**
   * How {@link Ppo} learns.
   *
   * @param rolloutSteps agent steps of each environment between two updates
   * @param epochs times that every step of a rollout is learned from
   * @param minibatchSize steps a gradient step
   * @param learningRate Adam's, ε 1e-5
   * @param finalLearningRate what it falls to, linearly over {@code updates}; the same for a
   *     constant one
   * @param updates rollouts over which the learning rate falls
   * @param advantage γ and λ
   * @param loss clip range and weights
   * @param maxGradientNorm longer gradients are scaled down to this length
   * @param rewards what is learned of the game's own reward
   */
  public record PpoSettings(
      int rolloutSteps,
      int epochs,
      int minibatchSize,
      Rate learningRate,
      double finalLearningRate,
      int updates,
      GeneralisedAdvantage advantage,
      PpoLoss loss,
      double maxGradientNorm,
      RewardTransform rewards) {
    public PpoSettings {
      if (rolloutSteps < 1 || epochs < 1 || minibatchSize < 1 || updates < 1) {
        throw UserError.of(
            "PPO's rollout steps (%d), epochs (%d), minibatch size (%d) and updates (%d) must be 1 or more",
            rolloutSteps, epochs, minibatchSize, updates);
      }
      if (!(learningRate.value() > 0 && finalLearningRate >= 0 && maxGradientNorm > 0)) {
        throw UserError.of(
            "PPO's learning rate (%s, falling to %s) and gradient norm (%s) must be above 0",
            learningRate.value(), finalLearningRate, maxGradientNorm);
      }
    }
  }

  /**
   * What environments brought over a number of steps, and what the policy thought of it: rows are
   * steps, columns environments. A step that only began an episode stands as the end of one and is
   * never learned from.
   */
  static final class RolloutBuffer {
    private final int environments;
    private final int observationLength;
    private final RewardTransform transform;
    private final ByteBuffer observations;
    private final int[][] actions;
    private final float[][] logProbabilities;
    private final float[][] rewards;
    private final float[][] values;
    private final boolean[][] ends;
    private final boolean[][] timeLimits;
    private final boolean[][] begins;

    RolloutBuffer(int steps, EnvironmentBatch environments, RewardTransform transform) {
      this.environments = environments.environments();
      this.observationLength = environments.observationLength();
      this.transform = transform;
      long bytes = (long) steps * this.environments * observationLength;
      observations =
          ByteBuffer.allocateDirect(Math.toIntExact(bytes)).order(ByteOrder.nativeOrder());
      actions = new int[steps][this.environments];
      logProbabilities = new float[steps][this.environments];
      rewards = new float[steps][this.environments];
      values = new float[steps][this.environments];
      ends = new boolean[steps][this.environments];
      timeLimits = new boolean[steps][this.environments];
      begins = new boolean[steps][this.environments];
    }

    /** Notes what is seen and chosen before a step; the actions are read until {@link #after}. */
    void before(int step, ByteBuffer seen, int[] chosen, float[] logProbability, float[] value) {
      int rowBytes = environments * observationLength;
      observations.put(step * rowBytes, seen, 0, rowBytes);
      System.arraycopy(chosen, 0, actions[step], 0, environments);
      System.arraycopy(logProbability, 0, logProbabilities[step], 0, environments);
      System.arraycopy(value, 0, values[step], 0, environments);
    }

    /** Notes what the step brought. */
    void after(int step, VectorStep brought) {
      for (int e = 0; e < environments; e++) {
        begins[step][e] = brought.begins()[e];
        ends[step][e] = brought.ended(e) || begins[step][e];
        timeLimits[step][e] = brought.timeLimit()[e];
        rewards[step][e] = (float) transform.of(brought.rewards()[e]);
      }
    }

    /** Advantages and returns, given the values of what is seen after the last step. */
    Advantages advantages(GeneralisedAdvantage advantage, float[] nextValues) {
      float[][] timeLimitValues = new float[rewards.length][environments];
      for (int t = 0; t < rewards.length; t++) {
        // What is seen after an episode's last step is its final observation.
        float[] after = t + 1 < rewards.length ? values[t + 1] : nextValues;
        for (int e = 0; e < environments; e++) {
          timeLimitValues[t][e] = timeLimits[t][e] ? after[e] : 0;
        }
      }
      return advantage.of(new Rollout(rewards, values, ends, timeLimitValues, nextValues));
    }

    /** The steps to be learned from, each as step × environments + environment. */
    int[] indices() {
      int[] indices = new int[rewards.length * environments];
      int count = 0;
      for (int i = 0; i < indices.length; i++) {
        if (!begins[i / environments][i % environments]) {
          indices[count++] = i;
        }
      }
      return Arrays.copyOf(indices, count);
    }

    /** Copies what was seen at some of {@link #indices} to the beginning of {@code into}. */
    void observations(int[] indices, int from, int to, ByteBuffer into) {
      for (int i = from; i < to; i++) {
        into.put(
            (i - from) * observationLength,
            observations,
            indices[i] * observationLength,
            observationLength);
      }
    }

    /** The rest of what is learned at some of {@link #indices}. */
    PpoBatch batch(int[] indices, int from, int to, Advantages advantages) {
      int[] taken = new int[to - from];
      float[] old = new float[to - from];
      float[] better = new float[to - from];
      float[] returned = new float[to - from];
      for (int i = from; i < to; i++) {
        int step = indices[i] / environments;
        int environment = indices[i] % environments;
        taken[i - from] = actions[step][environment];
        old[i - from] = logProbabilities[step][environment];
        better[i - from] = advantages.advantages()[step][environment];
        returned[i - from] = advantages.returns()[step][environment];
      }
      return new PpoBatch(taken, old, better, returned);
    }

    /** How much of the returns' variance the values explained before they were learned from. */
    double explainedVariance(Advantages advantages) {
      int[] indices = indices();
      float[] predicted = new float[indices.length];
      float[] actual = new float[indices.length];
      for (int i = 0; i < indices.length; i++) {
        predicted[i] = values[indices[i] / environments][indices[i] % environments];
        actual[i] = advantages.returns()[indices[i] / environments][indices[i] % environments];
      }
      return PpoLoss.explainedVariance(predicted, actual);
    }
  }
}
