package org.amplia.net;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.amplia.base.RandomStream;

/**
 * A network with its parameters. {@link #forward} may be called from many threads at once as long
 * as nobody trains it; training belongs to one thread, and to one network at a time in the process
 * (PyTorch's gradient tape is global in DJL).
 */
public final class Network implements AutoCloseable {
  private static final String ENGINE = EngineLog.loadedEngine();

  private final Architecture architecture;
  private final InputEncoder encoder;
  private final NDManager manager = newManager();
  private final SequentialBlock layers;
  private final ParameterStore store = new ParameterStore(manager, false);
  private final ThreadLocal<InputBuffer> inputs = ThreadLocal.withInitial(InputBuffer::new);
  private RandomStream dropout = new RandomStream(0);

  /**
   * A network with fresh parameters: weights and biases uniform in ±1/√(inputs of the layer), which
   * is PyTorch's own default; with {@link Head#ACTOR_CRITIC} orthogonal weights and biases 0, as in
   * Stable-Baselines3 (gain √2, for the actions' scores 0.01, for the value 1).
   */
  public Network(Architecture architecture, InputEncoder encoder, RandomStream random) {
    this(architecture, encoder);
    Map<String, long[]> shapes = new LinkedHashMap<>();
    PairList<String, Parameter> parameters = layers.getParameters();
    for (int i = 0; i < parameters.size(); i++) {
      shapes.put(parameters.keyAt(i), parameters.valueAt(i).getArray().getShape().getShape());
    }
    Initialisation.of(
        architecture.head(),
        shapes,
        random,
        (name, values) -> parameters.get(name).getArray().set(values));
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
    layers = Layers.of(architecture);
    layers.initialize(manager, DataType.FLOAT32, architecture.inputShape(1));
    PairList<String, Parameter> parameters = layers.getParameters();
    for (int i = 0; i < parameters.size(); i++) {
      parameters.valueAt(i).freeze(true);
    }
  }

  static NDManager newManager() {
    return NDManager.newBaseManager(ENGINE);
  }

  /** Decides what dropout drops from here on; to be called at the start of every fit. */
  public void seedDropout(RandomStream random) {
    dropout = new RandomStream(random.nextLong());
    Engine.getEngine(ENGINE).setRandomSeed((int) random.nextLong());
  }

  /**
   * Sets how many threads the engine and the optimiser compute with, in the whole process; called
   * by the thread that trains. Before, it is what {@code OMP_NUM_THREADS} says.
   *
   * @param threads 1 or more
   */
  public static void useThreads(int threads) {
    EngineThreads.set(threads);
  }

  /** Versions of the engine underneath, by name. */
  public static Map<String, String> engineVersions() {
    return Map.of("djl", Engine.getDjlVersion(), "pytorch", Engine.getEngine(ENGINE).getVersion());
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
   * Evaluates observations.
   *
   * @return batch × outputs
   */
  public float[][] forward(byte[][] observations) {
    if (observations.length == 0) {
      return new float[0][];
    }
    try (NDManager scope = manager.newSubManager()) {
      NDArray input = input(scope, observations, false);
      return split(outputs(input, store, false).toFloatArray(), observations.length);
    }
  }

  /**
   * Evaluates observations where they lie. Of pictures nothing is copied but into the engine's
   * floats.
   *
   * @param observations unsigned bytes in direct memory, from the buffer's position on: batch ×
   *     {@code encoder().observationLength()}
   * @param batch observations in it
   * @return batch × outputs
   * @throws IllegalArgumentException if the buffer is not direct or too short
   */
  public float[][] forward(ByteBuffer observations, int batch) {
    if (batch == 0) {
      return new float[0][];
    }
    try (NDManager scope = manager.newSubManager()) {
      NDArray input = input(scope, checked(observations, batch), batch, false);
      return split(outputs(input, store, false).toFloatArray(), batch);
    }
  }

  private NDArray outputs(NDArray input, ParameterStore parameters, boolean training) {
    return layers.forward(parameters, new NDList(input), training).singletonOrThrow();
  }

  private NDArray input(NDManager scope, byte[][] observations, boolean training) {
    InputBuffer buffer = inputs.get();
    if (readsBytes()) {
      return pictures(scope, buffer.joined(observations, encoder.features()), observations.length);
    }
    FloatBuffer features = buffer.zeros(observations.length * encoder.features());
    for (byte[] observation : observations) {
      encoder.encode(observation, features);
    }
    return encoded(scope, buffer, observations.length, training);
  }

  private NDArray input(NDManager scope, ByteBuffer observations, int batch, boolean training) {
    if (readsBytes()) {
      return pictures(scope, observations, batch);
    }
    InputBuffer buffer = inputs.get();
    FloatBuffer features = buffer.zeros(batch * encoder.features());
    byte[] observation = new byte[encoder.observationLength()];
    for (int i = 0; i < batch; i++) {
      observations.get(i * observation.length, observation);
      encoder.encode(observation, features);
    }
    return encoded(scope, buffer, batch, training);
  }

  private NDArray encoded(NDManager scope, InputBuffer buffer, int batch, boolean training) {
    if (training && inputDropout() > 0) {
      drop(buffer.numbers(), inputDropout());
    }
    return scope.create(buffer.bytes(), architecture.inputShape(batch), DataType.FLOAT32);
  }

  /** Whether bytes become floats inside the engine. */
  private boolean readsBytes() {
    return encoder instanceof InputEncoder.Scaled && inputDropout() == 0;
  }

  private float inputDropout() {
    return architecture instanceof Architecture.Mlp mlp ? mlp.inputDropout() : 0;
  }

  /** The same numbers as {@link InputEncoder.Scaled} gives, to the last bit. */
  private NDArray pictures(NDManager scope, ByteBuffer observations, int batch) {
    Shape shape = architecture.inputShape(batch);
    NDArray bytes = scope.create(observations, shape, DataType.UINT8);
    return channelsLast(bytes).toType(DataType.FLOAT32, false).divi(255);
  }

  /**
   * The same picture with a pixel's channels next to each other in memory, where there are any:
   * gradients of convolutions take a sixth less time over that layout.
   */
  private static NDArray channelsLast(NDArray pictures) {
    Shape shape = pictures.getShape();
    if (shape.dimension() < 4) {
      return pictures;
    }
    // The flat array is what forces the engine to move the bytes; transposing alone moves nothing.
    NDArray flat = pictures.transpose(0, 2, 3, 1).reshape(shape.size());
    return flat.reshape(shape.get(0), shape.get(2), shape.get(3), shape.get(1))
        .transpose(0, 3, 1, 2);
  }

  private ByteBuffer checked(ByteBuffer observations, int batch) {
    int length = batch * encoder.observationLength();
    if (!observations.isDirect() || observations.remaining() < length) {
      throw new IllegalArgumentException(
          "observations are %d bytes of direct memory, not %s".formatted(length, observations));
    }
    return observations.slice(observations.position(), length);
  }

  /**
   * Dropout of inputs. Nearly all are 0, so the engine's, which draws for each, took 8 ms of 11.
   */
  private void drop(FloatBuffer features, float rate) {
    int width = encoder.features();
    int droppable = encoder.droppable();
    for (int i = 0; i < features.limit(); i++) {
      float value = features.get(i);
      if (value != 0 && i % width < droppable) {
        features.put(i, dropout.nextFloat() < rate ? 0 : value / (1 - rate));
      }
    }
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
    /**
     * The gradient of the loss with respect to the outputs.
     *
     * @param outputs batch × outputs, as the network gives them now
     * @return batch × outputs; the step is against it
     */
    float[][] of(float[][] outputs);
  }

  /**
   * One gradient step. The loss lives outside, in plain arrays: it sees the outputs and answers
   * with its gradient; from there to the parameters is the engine's work.
   *
   * @param observations the batch
   * @param loss the loss's gradient at the outputs
   * @param optimiser moves the parameters
   */
  public void trainStep(byte[][] observations, OutputGradient loss, Adam optimiser) {
    trainStep(scope -> input(scope, observations, true), observations.length, loss, optimiser);
  }

  /**
   * One gradient step on observations where they lie.
   *
   * @param observations as {@link #forward(ByteBuffer, int)} takes them
   * @param batch observations in it, 1 or more
   * @param loss the loss's gradient at the outputs
   * @param optimiser moves the parameters
   */
  public void trainStep(ByteBuffer observations, int batch, OutputGradient loss, Adam optimiser) {
    ByteBuffer checked = checked(observations, batch);
    trainStep(scope -> input(scope, checked, batch, true), batch, loss, optimiser);
  }

  private void trainStep(
      Function<NDManager, NDArray> input, int batch, OutputGradient loss, Adam optimiser) {
    try (NDManager scope = manager.newSubManager()) {
      GradientLeaves leaves = new GradientLeaves(scope);
      try (GradientCollector tape = Engine.getEngine(ENGINE).newGradientCollector()) {
        NDArray output = outputs(input.apply(scope), leaves, true);
        float[][] gradient = loss.of(split(output.toFloatArray(), batch));
        NDArray weights = scope.create(flatten(gradient), output.getShape());
        // d(Σ outputs · constant) / d outputs = constant: the given gradient flows back as it is.
        tape.backward(output.mul(weights).sum());
      }
      optimiser.step(leaves.trained(layers.getParameters()), EngineThreads.count());
    }
  }

  private static float[] flatten(float[][] rows) {
    int width = rows[0].length;
    float[] flat = new float[rows.length * width];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, flat, i * width, width);
    }
    return flat;
  }

  /** The parameters by name, in layer order; copies. */
  public Map<String, Tensor> parameters() {
    Map<String, Tensor> values = new LinkedHashMap<>();
    PairList<String, Parameter> parameters = layers.getParameters();
    for (int i = 0; i < parameters.size(); i++) {
      NDArray array = parameters.valueAt(i).getArray();
      values.put(parameters.keyAt(i), Tensor.of(array.toFloatArray(), array.getShape().getShape()));
    }
    return values;
  }

  /**
   * Sets the parameters.
   *
   * @throws IllegalArgumentException if one is missing or has another shape
   */
  public void setParameters(Map<String, Tensor> values) {
    PairList<String, Parameter> parameters = layers.getParameters();
    for (int i = 0; i < parameters.size(); i++) {
      String name = parameters.keyAt(i);
      NDArray array = parameters.valueAt(i).getArray();
      Tensor value = values.get(name);
      if (value == null || value.size() != array.size()) {
        throw new IllegalArgumentException(
            "parameter " + name + " is missing or is not " + array.getShape());
      }
      array.set(value.floats());
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
