package org.amplia.net;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Adam (Kingma &amp; Ba 2015; β 0.9 and 0.999) as {@code torch.optim.Adam} computes it, with the
 * gradient clipped before by its norm over all parameters. One optimiser belongs to one network.
 */
public final class Adam {
  static final double BETA_1 = 0.9;
  static final double BETA_2 = 0.999;
  private static final double DEFAULT_EPSILON = 1e-8;
  private static final int WARM_UP_STEPS = 50;

  /** {@code torch.nn.utils.clip_grad_norm_} adds this to the norm, so as not to divide by 0. */
  private static final double NORM_OFFSET = 1e-6;

  private static final String STEP = "step";

  /** PyTorch's names of the moments. */
  private static final String MEAN = ".exp_avg";

  private static final String SQUARE = ".exp_avg_sq";

  private final String rateKey;
  private final LearningRate rate;
  private final double epsilon;
  private final double weightDecay;
  private final double maxGradientNorm;
  private final Map<String, Moments> moments = new LinkedHashMap<>();
  private final Map<String, long[]> shapes = new LinkedHashMap<>();
  private int steps;

  /**
   * An optimiser with empty moments.
   *
   * @param rateKey configuration key of the learning rate, see {@link Rate}
   * @param rate the learning rate
   * @param epsilon added to the root of the second moment; PyTorch's default is 1e-8, DQN takes
   *     1e-4 or 1.5e-4, PPO 1e-5
   * @param weightDecay L2: this times the parameter is added to its clipped gradient; 0 for none
   * @param maxGradientNorm longer gradients are scaled down to this length; infinity for never
   */
  public Adam(
      String rateKey,
      LearningRate rate,
      double epsilon,
      double weightDecay,
      double maxGradientNorm) {
    this.rateKey = rateKey;
    this.rate = rate;
    this.epsilon = epsilon;
    this.weightDecay = weightDecay;
    this.maxGradientNorm = maxGradientNorm;
  }

  /** The same at a learning rate that no key sets. */
  public Adam(LearningRate rate, double epsilon, double weightDecay, double maxGradientNorm) {
    this("", rate, epsilon, weightDecay, maxGradientNorm);
  }

  /**
   * An optimiser with empty moments, whose rate rises over 50 steps and falls as a cosine; ε 1e-8.
   *
   * @param learningRate the highest, but for the fall
   * @param totalSteps steps over which the rate falls to 0
   * @param maxGradientNorm longer gradients are scaled down to this length
   */
  public Adam(Rate learningRate, int totalSteps, double maxGradientNorm) {
    this(
        learningRate.key(),
        new LearningRate.WarmUpCosine(learningRate.value(), WARM_UP_STEPS, totalSteps),
        DEFAULT_EPSILON,
        0,
        maxGradientNorm);
  }

  /** The same at a learning rate that no key sets. */
  public Adam(double learningRate, int totalSteps, double maxGradientNorm) {
    this(Rate.fixed(learningRate), totalSteps, maxGradientNorm);
  }

  /** The learning rate as it was set. */
  Rate rate() {
    return new Rate(rateKey, rate.nominal());
  }

  /** Steps taken so far. */
  public int steps() {
    return steps;
  }

  /**
   * One step.
   *
   * @throws org.amplia.base.UserError if the gradient is not finite; nothing was moved then
   */
  void step(List<Trained> parameters, int threads) {
    float gradientScale = gradientScale(parameters);
    steps++;
    Moments.Step step =
        new Moments.Step(
            gradientScale,
            (float) weightDecay,
            (float) (rate.at(steps) / (1 - Math.pow(BETA_1, steps))),
            (float) (1 / Math.sqrt(1 - Math.pow(BETA_2, steps))),
            (float) epsilon);
    for (Trained parameter : parameters) {
      Moments own =
          moments.computeIfAbsent(parameter.name(), name -> new Moments(parameter.size()));
      if (own.size() != parameter.size()) {
        throw new IllegalStateException(
            "the optimiser's state of " + parameter.name() + " is another network's");
      }
      shapes.put(parameter.name(), parameter.shape());
      own.move(parameter, step, threads);
    }
  }

  private float gradientScale(List<Trained> parameters) {
    if (maxGradientNorm == Double.POSITIVE_INFINITY) {
      return 1;
    }
    double squares = 0;
    for (Trained parameter : parameters) {
      squares += Moments.squares(parameter.gradient());
    }
    if (!Double.isFinite(squares)) {
      throw NotFinite.of("the gradients", rate());
    }
    return (float) Math.min(1, maxGradientNorm / (Math.sqrt(squares) + NORM_OFFSET));
  }

  /**
   * Everything that the next step depends on beside the network: {@code step}, and for every
   * parameter {@code NAME.exp_avg} and {@code NAME.exp_avg_sq} in its shape. Copies.
   */
  public Map<String, Tensor> state() {
    Map<String, Tensor> state = new LinkedHashMap<>();
    state.put(STEP, Tensor.of(new int[] {steps}));
    moments.forEach(
        (name, own) -> {
          state.put(name + MEAN, Tensor.of(own.means(), shapes.get(name)));
          state.put(name + SQUARE, Tensor.of(own.squares(), shapes.get(name)));
        });
    return state;
  }

  /**
   * Continues from a state: the next step is the one that would have followed.
   *
   * @param state as {@link #state()} gave it
   * @throws IllegalArgumentException if it is not whole
   */
  public void setState(Map<String, Tensor> state) {
    if (!state.containsKey(STEP)) {
      throw new IllegalArgumentException("an optimiser's state has a step");
    }
    moments.clear();
    shapes.clear();
    steps = state.get(STEP).ints()[0];
    state.forEach(
        (key, mean) -> {
          if (!key.endsWith(MEAN)) {
            return;
          }
          String name = key.substring(0, key.length() - MEAN.length());
          Tensor square = state.get(name + SQUARE);
          if (square == null || square.size() != mean.size()) {
            throw new IllegalArgumentException(
                "the optimiser's state of " + name + " is not whole");
          }
          Moments own = new Moments((int) mean.size());
          own.set(mean.floats(), square.floats());
          moments.put(name, own);
          shapes.put(name, mean.shape());
        });
  }
}
