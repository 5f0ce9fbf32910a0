package org.amplia.net;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import org.amplia.base.RandomStream;

/**
 * A network with its parameters. {@link #forward} may be called from many threads at once as long
 * as nobody trains it; training belongs to one thread, and to one network at a time in the process
 * (PyTorch's gradient tape is global in DJL).
 */
public final class Network implements AutoCloseable {
  /** Observations that are evaluated at once: all pictures of a round would not fit in memory. */
  static final int MOST_AT_ONCE = 1024;

  private final Architecture architecture;
  private final InputEncoder encoder;
  private final EncodedInput input;
  private final TrainableLayers layers;

  /**
   * A network with fresh parameters, as PyTorch's layers have them; with {@link Head#ACTOR_CRITIC}
   * as in Stable-Baselines3. See {@link TrainableLayers.Initialisation}.
   */
  public Network(Architecture architecture, InputEncoder encoder, RandomStream random) {
    this(architecture, encoder);
    layers.initialise(architecture.head(), random);
  }

  /** The layers, with parameters that are yet to be set. */
  private Network(Architecture architecture, InputEncoder encoder) {
    if (encoder.features() != architecture.inputs()) {
      throw new IllegalArgumentException(
          "the encoder gives "
              + encoder.features()
              + " numbers, the network takes "
              + architecture.inputs());
    }
    this.architecture = architecture;
    this.encoder = encoder;
    float dropRate = architecture instanceof Architecture.Mlp mlp ? mlp.inputDropout() : 0;
    input = new EncodedInput(encoder, architecture::inputShape, dropRate);
    layers = new TrainableLayers(Layers.of(architecture), architecture.inputShape(1));
  }

  /** Decides what dropout drops from here on; to be called at the start of every fit. */
  public void seedDropout(RandomStream random) {
    input.seedDropout(random);
    PyTorch.engine().setRandomSeed((int) random.nextLong());
  }

  /**
   * Sets the threads of engine and optimiser in the whole process, before others compute; else it
   * is what {@code OMP_NUM_THREADS} says.
   */
  public static void useThreads(int threads) {
    PyTorch.setThreads(threads);
  }

  /**
   * Chooses where networks that are made from now on compute: {@code cpu} (as it is else), {@code
   * gpu} for the first, {@code gpu1} and so on.
   *
   * @throws org.amplia.base.UserError if the engine does not see it
   */
  public static void useDevice(String device) {
    PyTorch.choose(device);
  }

  /** GPUs that the engine sees. */
  public static int gpuCount() {
    return PyTorch.gpuCount();
  }

  /** Versions of the engine underneath, by name. */
  public static Map<String, String> engineVersions() {
    return Map.of("djl", Engine.getDjlVersion(), "pytorch", PyTorch.engine().getVersion());
  }

  /** A copy with parameters of its own: training one leaves the other as it is. */
  public Network copy() {
    Network copy = new Network(architecture, encoder);
    copy.setParameters(parameters());
    return copy;
  }

  /** The shape. */
  public Architecture architecture() {
    return architecture;
  }

  /** How observations become numbers. */
  public InputEncoder encoder() {
    return encoder;
  }

  /**
   * Evaluates observations, any number of them, in parts of up to 1,024.
   *
   * @return observations × outputs
   * @throws org.amplia.base.UserError if an output is not finite
   */
  public float[][] forward(byte[][] observations) {
    float[][] rows = new float[observations.length][];
    int parts = (rows.length + MOST_AT_ONCE - 1) / MOST_AT_ONCE;
    for (int part = 0; part < parts; part++) {
      // Of about the same length: with fewer than four rows an output has other last bits.
      int from = (int) ((long) rows.length * part / parts);
      int to = (int) ((long) rows.length * (part + 1) / parts);
      try (NDManager scope = layers.newScope()) {
        NDArray inputs = input.of(scope, Arrays.copyOfRange(observations, from, to), false);
        System.arraycopy(split(outputs(inputs), to - from), 0, rows, from, to - from);
      }
    }
    return rows;
  }

  /**
   * Evaluates observations where they lie: unsigned bytes in direct memory from the buffer's
   * position on, batch × {@code encoder().observationLength()}.
   *
   * @return batch × outputs
   * @throws org.amplia.base.UserError if an output is not finite
   */
  public float[][] forward(ByteBuffer observations, int batch) {
    if (batch == 0) {
      return new float[0][];
    }
    try (NDManager scope = layers.newScope()) {
      NDArray inputs = input.of(scope, input.checked(observations, batch), batch, false);
      return split(outputs(inputs), batch);
    }
  }

  private float[] outputs(NDArray inputs) {
    return layers.numbers(layers.outputs(new NDList(inputs)).singletonOrThrow());
  }

  private float[][] split(float[] flat, int batch) {
    int width = architecture.outputs();
    float[][] rows = new float[batch][width];
    for (int i = 0; i < batch; i++) {
      System.arraycopy(flat, i * width, rows[i], 0, width);
    }
    return rows;
  }

  /** What a loss says about a batch of outputs. */
  @FunctionalInterface
  public interface OutputGradient {
    /** The gradient with respect to the outputs (batch × outputs both); the step is against it. */
    float[][] of(float[][] outputs);
  }

  /**
   * One gradient step. The loss lives outside, in plain arrays: it sees the outputs and answers
   * with its gradient.
   *
   * @throws org.amplia.base.UserError that names the learning rate, if outputs, loss or gradients
   *     are not finite; the parameters are as they were then
   */
  public void trainStep(byte[][] observations, OutputGradient loss, Adam optimiser) {
    trainStep(
        scope -> input.of(scope, observations, true),
        observations.length,
        loss::of,
        Function.identity(),
        optimiser);
  }

  /** One gradient step on observations where they lie, {@link #forward(ByteBuffer, int)}. */
  public void trainStep(ByteBuffer observations, int batch, OutputGradient loss, Adam optimiser) {
    trainStep(observations, batch, loss::of, Function.identity(), optimiser);
  }

  /**
   * The same for a loss that has more to say than its gradient at the outputs (batch × outputs).
   *
   * @return the loss
   */
  public <R> R trainStep(
      ByteBuffer observations,
      int batch,
      Function<float[][], R> loss,
      Function<R, float[][]> gradient,
      Adam optimiser) {
    ByteBuffer checked = input.checked(observations, batch);
    return trainStep(
        scope -> input.of(scope, checked, batch, true), batch, loss, gradient, optimiser);
  }

  private <R> R trainStep(
      Function<NDManager, NDArray> inputs,
      int batch,
      Function<float[][], R> loss,
      Function<R, float[][]> gradient,
      Adam optimiser) {
    return layers.trainStep(
        scope -> new NDList(inputs.apply(scope)),
        flat -> loss.apply(split(flat, batch)),
        result -> flatten(gradient.apply(result)),
        optimiser);
  }

  private static float[] flatten(float[][] rows) {
    int width = rows[0].length;
    float[] flat = new float[rows.length * width];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, flat, i * width, width);
    }
    return flat;
  }

  /**
   * The parameters by name, in layer order; copies. A {@link org.amplia.base.UserError} if one is
   * not finite.
   */
  public Map<String, Tensor> parameters() {
    return layers.parameters();
  }

  /**
   * Sets the parameters.
   *
   * @throws org.amplia.base.UserError if one is missing, has another shape or is not finite
   */
  public void setParameters(Map<String, Tensor> values) {
    layers.setParameters(values);
  }

  @Override
  public void close() {
    layers.close();
  }
}
