package org.amplia.net;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.amplia.base.RandomStream;
import org.amplia.base.UserError;
import org.amplia.net.Adam.NotFinite;
import org.amplia.net.Adam.Trained;

/** The engine's layers with their parameters: evaluation and the gradient step. */
final class TrainableLayers implements AutoCloseable {
  private final NDManager manager = newManager();
  private final Block layers;
  private final ParameterStore store = new ParameterStore(manager, false);

  /** Of the last training step; null before the first. */
  private Rate rate;

  /** Layers whose parameters are yet to be set. */
  TrainableLayers(Block layers, Shape... inputs) {
    this.layers = layers;
    layers.initialize(manager, DataType.FLOAT32, inputs);
    PairList<String, Parameter> parameters = layers.getParameters();
    for (int i = 0; i < parameters.size(); i++) {
      parameters.valueAt(i).freeze(true);
    }
  }

  /** Arrays made in it lie on the device that is chosen now. */
  static NDManager newManager() {
    return NDManager.newBaseManager(PyTorch.chosen(), PyTorch.ENGINE);
  }

  /** Draws first values. */
  void initialise(Head head, RandomStream random) {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    PairList<String, Parameter> parameters = layers.getParameters();
    for (int i = 0; i < parameters.size(); i++) {
      shapes.put(parameters.keyAt(i), parameters.valueAt(i).getArray().getShape().getShape());
    }
    Initialisation.of(
        head, shapes, random, (name, values) -> parameters.get(name).getArray().set(values));
  }

  /** What is made in it lives until it is closed. */
  NDManager newScope() {
    return manager.newSubManager();
  }

  /** Numbers that came out; a {@link UserError} if one is not finite. */
  float[] numbers(NDArray output) {
    float[] numbers = output.toFloatArray();
    if (NotFinite.isIn(numbers)) {
      throw NotFinite.of("the network's outputs", rate);
    }
    return numbers;
  }

  /** What comes out, without a trace of how. */
  NDList outputs(NDList inputs) {
    return layers.forward(store, inputs, false);
  }

  /**
   * One gradient step.
   *
   * @param loss at the first output, flat
   * @param gradient of the loss, in the same order; the step is against it
   * @throws UserError if training has diverged; no parameter was moved then
   */
  <R> R trainStep(
      Function<NDManager, NDList> inputs,
      Function<float[], R> loss,
      Function<R, float[]> gradient,
      Adam optimiser) {
    rate = optimiser.rate();
    try (NDManager scope = newScope()) {
      GradientLeaves leaves = new GradientLeaves(scope);
      R result;
      try (GradientCollector tape = PyTorch.engine().newGradientCollector()) {
        NDArray output = layers.forward(leaves, inputs.apply(scope), true).head();
        result = loss.apply(numbers(output));
        float[] flat = gradient.apply(result);
        if (NotFinite.isIn(flat)) {
          throw NotFinite.of("the loss and its gradient", rate);
        }
        NDArray weights = scope.create(flat, output.getShape());
        // d(Σ outputs · constant) / d outputs = constant: the given gradient flows back as it is.
        tape.backward(output.mul(weights).sum());
      }
      optimiser.step(leaves.trained(layers.getParameters()), PyTorch.threads());
      leaves.writeBack(layers.getParameters());
      return result;
    }
  }

  /** The parameters by name, in layer order; copies. A {@link UserError} if one is not finite. */
  Map<String, Tensor> parameters() {
    Map<String, Tensor> values = new LinkedHashMap<>();
    PairList<String, Parameter> parameters = layers.getParameters();
    for (int i = 0; i < parameters.size(); i++) {
      NDArray array = parameters.valueAt(i).getArray();
      float[] numbers = array.toFloatArray();
      if (NotFinite.isIn(numbers)) {
        throw NotFinite.of("the network's parameters", rate);
      }
      values.put(parameters.keyAt(i), Tensor.of(numbers, array.getShape().getShape()));
    }
    return values;
  }

  /**
   * Sets the parameters; a {@link UserError} if one is missing, has another shape or is not finite.
   */
  void setParameters(Map<String, Tensor> values) {
    PairList<String, Parameter> parameters = layers.getParameters();
    List<float[]> all = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      NDArray array = parameters.valueAt(i).getArray();
      all.add(numbers(parameters.keyAt(i), array, values.get(parameters.keyAt(i))));
    }
    for (int i = 0; i < parameters.size(); i++) {
      parameters.valueAt(i).getArray().set(all.get(i));
    }
  }

  private static float[] numbers(String name, NDArray array, Tensor value) {
    if (value == null || value.size() != array.size()) {
      throw UserError.of(
          "the saved parameters are of another network, as %s is missing or not of shape %s: the configuration in run.json was changed after them, undo that or train anew",
          name, array.getShape());
    }
    float[] numbers = value.floats();
    if (NotFinite.isIn(numbers)) {
      throw NotFinite.of("the saved parameters", null);
    }
    return numbers;
  }

  @Override
  public void close() {
    manager.close();
  }

  /**
   * The parameters as one training step sees them: new leaves of the gradient tape that share their
   * memory, so that gradients need no clearing and adding up, which is three passes over memory.
   */
  private static final class GradientLeaves extends ParameterStore {
    private final NDManager scope;
    private final Map<String, NDArray> leaves = new HashMap<>();
    private final Map<String, NDArray> moved = new HashMap<>();

    GradientLeaves(NDManager scope) {
      super(scope, false);
      this.scope = scope;
    }

    @Override
    public NDArray getValue(Parameter parameter, Device device, boolean training) {
      if (parameter == null) {
        return null;
      }
      return leaves.computeIfAbsent(
          parameter.getId(),
          id -> {
            NDArray leaf = parameter.getArray().stopGradient();
            leaf.attach(scope);
            leaf.setRequiresGradient(true);
            return leaf;
          });
    }

    /**
     * After the backward pass: every parameter's memory and its gradient; of those on a GPU copies.
     */
    List<Trained> trained(PairList<String, Parameter> parameters) {
      List<Trained> trained = new ArrayList<>();
      for (int i = 0; i < parameters.size(); i++) {
        Parameter parameter = parameters.valueAt(i);
        NDArray values = here(parameter.getArray());
        NDArray gradient = leaves.get(parameter.getId()).getGradient();
        gradient.attach(scope);
        trained.add(
            new Trained(
                parameters.keyAt(i),
                values.getShape().getShape(),
                memory(values),
                memory(here(gradient))));
        moved.put(parameters.keyAt(i), values);
      }
      return trained;
    }

    /** Gives parameters on a GPU the values that their copies have now. */
    void writeBack(PairList<String, Parameter> parameters) {
      for (int i = 0; i < parameters.size(); i++) {
        NDArray array = parameters.valueAt(i).getArray();
        NDArray values = moved.get(parameters.keyAt(i));
        if (values != array) {
          array.set(values.toByteBuffer(true));
        }
      }
    }

    /** An array in this process's own memory: itself, or a copy that lives as long as the step. */
    private NDArray here(NDArray array) {
      NDArray here = array.toDevice(Device.cpu(), false);
      if (here != array) {
        here.attach(scope);
      }
      return here;
    }

    private static FloatBuffer memory(NDArray array) {
      return array.toByteBuffer(true).order(ByteOrder.nativeOrder()).asFloatBuffer();
    }
  }

  /**
   * First values of parameters.
   *
   * <p>Uniform, PyTorch's own default: weights and biases in ±1/√(inputs of the layer). Orthogonal,
   * Stable-Baselines3's for actor and critic: biases 0, and weights, seen as outputs × inputs of
   * the layer, with orthogonal rows or columns of equal length (Saxe et al. 2014): √2 in the trunk,
   * 0.01 for the actions' scores, 1 for the value.
   */
  static final class Initialisation {
    private static final double TRUNK_GAIN = Math.sqrt(2);
    private static final double POLICY_GAIN = 0.01;
    private static final double VALUE_GAIN = 1;

    private Initialisation() {}

    /** Draws values for parameters in layer order: a layer's bias follows its weight. */
    static void of(
        Head head,
        Map<String, long[]> shapes,
        RandomStream random,
        BiConsumer<String, float[]> setter) {
      if (head == Head.ACTOR_CRITIC) {
        orthogonal(shapes, random, setter);
      } else {
        uniform(shapes, random, setter);
      }
    }

    private static void uniform(
        Map<String, long[]> shapes, RandomStream random, BiConsumer<String, float[]> setter) {
      float bound = 0;
      for (Map.Entry<String, long[]> parameter : shapes.entrySet()) {
        long[] shape = parameter.getValue();
        float[] values = new float[size(shape)];
        if (shape.length > 1) {
          bound = (float) (1 / Math.sqrt(values.length / (double) shape[0]));
        }
        for (int i = 0; i < values.length; i++) {
          values[i] = (random.nextFloat() * 2 - 1) * bound;
        }
        setter.accept(parameter.getKey(), values);
      }
    }

    private static void orthogonal(
        Map<String, long[]> shapes, RandomStream random, BiConsumer<String, float[]> setter) {
      int left = shapes.size();
      for (Map.Entry<String, long[]> parameter : shapes.entrySet()) {
        long[] shape = parameter.getValue();
        float[] values = new float[size(shape)];
        boolean isLastWeight = left == 2;
        left--;
        if (shape.length > 1 && isLastWeight) {
          // The actor's rows and the critic's row are two layers: each is orthogonal by itself.
          int rows = (int) shape[0];
          int columns = values.length / rows;
          fill(values, 0, rows - 1, columns, POLICY_GAIN, random);
          fill(values, (rows - 1) * columns, 1, columns, VALUE_GAIN, random);
        } else if (shape.length > 1) {
          int rows = (int) shape[0];
          fill(values, 0, rows, values.length / rows, TRUNK_GAIN, random);
        }
        setter.accept(parameter.getKey(), values);
      }
    }

    private static void fill(
        float[] values, int offset, int rows, int columns, double gain, RandomStream random) {
      boolean wide = rows <= columns;
      double[][] basis = orthonormal(Math.min(rows, columns), Math.max(rows, columns), random);
      for (int row = 0; row < rows; row++) {
        for (int column = 0; column < columns; column++) {
          double value = wide ? basis[row][column] : basis[column][row];
          values[offset + row * columns + column] = (float) (gain * value);
        }
      }
    }

    /** Gaussian vectors made orthonormal one after the other (modified Gram–Schmidt). */
    private static double[][] orthonormal(int count, int length, RandomStream random) {
      double[][] basis = new double[count][length];
      for (int i = 0; i < count; i++) {
        for (int k = 0; k < length; k++) {
          basis[i][k] = random.nextGaussian();
        }
        for (int j = 0; j < i; j++) {
          add(basis[i], basis[j], -dot(basis[i], basis[j]));
        }
        double norm = Math.sqrt(dot(basis[i], basis[i]));
        for (int k = 0; k < length; k++) {
          basis[i][k] /= norm;
        }
      }
      return basis;
    }

    private static void add(double[] sum, double[] vector, double factor) {
      for (int k = 0; k < sum.length; k++) {
        sum[k] += factor * vector[k];
      }
    }

    private static double dot(double[] one, double[] two) {
      double sum = 0;
      for (int k = 0; k < one.length; k++) {
        sum += one[k] * two[k];
      }
      return sum;
    }

    private static int size(long[] shape) {
      long size = 1;
      for (long dimension : shape) {
        size *= dimension;
      }
      return Math.toIntExact(size);
    }
  }
}
