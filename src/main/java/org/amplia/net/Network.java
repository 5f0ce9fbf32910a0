package org.amplia.net;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
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
   * is PyTorch's own default.
   */
  public Network(Architecture architecture, InputEncoder encoder, RandomStream random) {
    this.architecture = architecture;
    this.encoder = encoder;
    layers = architecture.layers();
    layers.initialize(manager, DataType.FLOAT32, architecture.inputShape(1));
    PairList<String, Parameter> parameters = layers.getParameters();
    float bound = 0;
    for (int i = 0; i < parameters.size(); i++) {
      NDArray array = parameters.valueAt(i).getArray();
      if (array.getShape().dimension() > 1) {
        bound = (float) (1 / Math.sqrt(array.size() / (double) array.getShape().get(0)));
      }
      float[] values = new float[(int) array.size()];
      for (int j = 0; j < values.length; j++) {
        values[j] = (random.nextFloat() * 2 - 1) * bound;
      }
      array.set(values);
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

  /** Versions of the engine underneath, by name. */
  public static Map<String, String> engineVersions() {
    return Map.of("djl", Engine.getDjlVersion(), "pytorch", Engine.getEngine(ENGINE).getVersion());
  }

  /** A copy with parameters of its own: training one leaves the other as it is. */
  public Network copy() {
    Network copy = new Network(architecture, encoder, new RandomStream(0));
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
      NDArray output = outputs(scope, observations, false);
      return split(output.toFloatArray(), observations.length);
    }
  }

  private NDArray outputs(NDManager scope, byte[][] observations, boolean training) {
    InputBuffer buffer = inputs.get();
    FloatBuffer features = buffer.zeros(observations.length * encoder.features());
    for (byte[] observation : observations) {
      encoder.encode(observation, features);
    }
    if (training && architecture instanceof Architecture.Mlp mlp && mlp.inputDropout() > 0) {
      drop(features, mlp.inputDropout());
    }
    NDArray input =
        scope.create(
            buffer.bytes(), architecture.inputShape(observations.length), DataType.FLOAT32);
    return layers.forward(store, new NDList(input), training).singletonOrThrow();
  }

  /**
   * Dropout of inputs. Nearly all are 0, so the engine's, which draws for each, took 8 ms of 11.
   */
  private void drop(FloatBuffer features, float rate) {
    for (int i = 0; i < features.limit(); i++) {
      float value = features.get(i);
      if (value != 0) {
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
    PairList<String, Parameter> parameters = layers.getParameters();
    for (int i = 0; i < parameters.size(); i++) {
      parameters.valueAt(i).freeze(false);
    }
    try (NDManager scope = manager.newSubManager()) {
      try (GradientCollector tape = Engine.getEngine(ENGINE).newGradientCollector()) {
        NDArray output = outputs(scope, observations, true);
        float[][] gradient = loss.of(split(output.toFloatArray(), observations.length));
        NDArray weights = scope.create(flatten(gradient), output.getShape());
        // d(Σ outputs · constant) / d outputs = constant: the given gradient flows back as it is.
        tape.backward(output.mul(weights).sum());
      }
      optimiser.step(parameters);
    } finally {
      for (int i = 0; i < parameters.size(); i++) {
        parameters.valueAt(i).freeze(true);
      }
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
