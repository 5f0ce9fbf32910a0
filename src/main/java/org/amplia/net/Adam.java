package org.amplia.net;

import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.amplia.base.UserError;
import org.amplia.net.Adam.Trained;

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
   * One step; throws a {@link org.amplia.base.UserError} if the gradient is not finite, and moves
   * nothing.
   */
  void step(List<Trained> parameters, int threads) {
    float gradientScale = gradientScale(parameters);
    steps++;
    Moments.StepSizes step =
        new Moments.StepSizes(
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
   * What the next step depends on beside the network: {@code step}, and per parameter {@code
   * NAME.exp_avg} and {@code NAME.exp_avg_sq}. Copies.
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
   * Continues from a {@link #state}, exactly.
   *
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

  /**
   * A parameter in a training step: {@code values} is the engine's own memory, {@code gradient}
   * only read.
   */
  record Trained(String name, long[] shape, FloatBuffer values, FloatBuffer gradient) {
    int size() {
      return values.capacity();
    }
  }

  /**
   * Adam's two running means for one parameter, and the step that moves them and it in one pass.
   * Small blocks are copied out of the engine's memory, because Java uses vector instructions on
   * arrays and not on buffers: 4 ms for Nature CNN's 1.7 million numbers in place of 8.
   */
  private static final class Moments {
    private static final int BLOCK = 1024;

    /** Parameters shorter than this are not worth waking another thread for. */
    private static final int PARALLEL = 1 << 17;

    private final float[][] mean;
    private final float[][] square;
    private final int size;

    Moments(int size) {
      this.size = size;
      int blocks = (size + BLOCK - 1) / BLOCK;
      mean = new float[blocks][];
      square = new float[blocks][];
      for (int i = 0; i < blocks; i++) {
        mean[i] = new float[length(i)];
        square[i] = new float[length(i)];
      }
    }

    /**
     * The numbers of one step, the same for every element.
     *
     * @param gradientScale what clipping leaves of the gradient, 0 … 1
     * @param weightDecay times the parameter is added to the gradient
     * @param size learning rate ÷ (1 − β₁ᵗ)
     * @param rootScale 1 ÷ √(1 − β₂ᵗ)
     * @param epsilon added to the root
     */
    record StepSizes(
        float gradientScale, float weightDecay, float size, float rootScale, float epsilon) {}

    /** Moves a parameter. Every element is by itself, so the threads do not show in the result. */
    void move(Trained parameter, StepSizes step, int threads) {
      int parts = size < PARALLEL ? 1 : threads;
      if (parts == 1) {
        moveBlocks(parameter, step, 0, mean.length);
        return;
      }
      IntStream.range(0, parts)
          .parallel()
          .forEach(
              part ->
                  moveBlocks(
                      parameter,
                      step,
                      mean.length * part / parts,
                      mean.length * (part + 1) / parts));
    }

    private void moveBlocks(Trained parameter, StepSizes step, int from, int to) {
      float[] values = new float[BLOCK];
      float[] gradient = new float[BLOCK];
      for (int i = from; i < to; i++) {
        int length = length(i);
        parameter.values().get(i * BLOCK, values, 0, length);
        parameter.gradient().get(i * BLOCK, gradient, 0, length);
        moveBlock(values, gradient, mean[i], square[i], step);
        parameter.values().put(i * BLOCK, values, 0, length);
      }
    }

    /**
     * Kingma &amp; Ba 2015, algorithm 1, in the order of operations of {@code torch.optim.Adam}.
     */
    private static void moveBlock(
        float[] values, float[] gradient, float[] mean, float[] square, StepSizes step) {
      float scale = step.gradientScale();
      float decay = step.weightDecay();
      float size = step.size();
      float rootScale = step.rootScale();
      float epsilon = step.epsilon();
      for (int i = 0; i < mean.length; i++) {
        float g = gradient[i] * scale + decay * values[i];
        float m = mean[i] + (g - mean[i]) * (float) (1 - Adam.BETA_1);
        float v = (float) Adam.BETA_2 * square[i] + (float) (1 - Adam.BETA_2) * g * g;
        mean[i] = m;
        square[i] = v;
        values[i] -= size * m / ((float) Math.sqrt(v) * rootScale + epsilon);
      }
    }

    private int length(int block) {
      return Math.min(BLOCK, size - block * BLOCK);
    }

    /** Sum of squares, of a block in floats and over the blocks in doubles. */
    static double squares(FloatBuffer numbers) {
      float[] block = new float[BLOCK];
      double sum = 0;
      for (int from = 0; from < numbers.capacity(); from += BLOCK) {
        int length = Math.min(BLOCK, numbers.capacity() - from);
        numbers.get(from, block, 0, length);
        sum += squares(block, length);
      }
      return sum;
    }

    /** Four sums side by side: one addition need not wait for the one before. */
    private static double squares(float[] block, int length) {
      float a = 0;
      float b = 0;
      float c = 0;
      float d = 0;
      int i = 0;
      for (; i + 3 < length; i += 4) {
        a += block[i] * block[i];
        b += block[i + 1] * block[i + 1];
        c += block[i + 2] * block[i + 2];
        d += block[i + 3] * block[i + 3];
      }
      for (; i < length; i++) {
        a += block[i] * block[i];
      }
      return (double) a + b + c + d;
    }

    int size() {
      return size;
    }

    float[] means() {
      return joined(mean);
    }

    float[] squares() {
      return joined(square);
    }

    void set(float[] means, float[] squares) {
      for (int i = 0; i < mean.length; i++) {
        System.arraycopy(means, i * BLOCK, mean[i], 0, length(i));
        System.arraycopy(squares, i * BLOCK, square[i], 0, length(i));
      }
    }

    private float[] joined(float[][] blocks) {
      float[] all = new float[size];
      for (int i = 0; i < blocks.length; i++) {
        System.arraycopy(blocks[i], 0, all, i * BLOCK, length(i));
      }
      return all;
    }
  }

  /**
   * Numbers that are infinite or NaN: one spoils every parameter in the next step, so training ends
   * before that.
   */
  static final class NotFinite {
    private NotFinite() {}

    static boolean isIn(float[] numbers) {
      for (float number : numbers) {
        if (!Float.isFinite(number)) {
          return true;
        }
      }
      return false;
    }

    /**
     * Names what is no finite number, and the rate of the last training; null if there was none, or
     * not here.
     */
    static UserError of(String what, Rate rate) {
      if (rate == null) {
        return UserError.of(
            "%s are not finite: training has diverged before; train again with a lower learning rate",
            what);
      }
      if (rate.key().isEmpty()) {
        return UserError.of(
            "%s are not finite: training has diverged at the fixed learning rate %s, as what it learns from is too large; train the agent it learns from with a lower learning rate",
            what, rate.value());
      }
      return UserError.of(
          "%s is %s, and training has diverged (%s are not finite): lower it",
          rate.key(), rate.value(), what);
    }
  }
}
