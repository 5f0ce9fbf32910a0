package org.amplia.net;

import java.util.Map;
import java.util.function.BiConsumer;
import org.amplia.base.RandomStream;

/**
 * First values of parameters.
 *
 * <p>Uniform, PyTorch's own default: weights and biases in ±1/√(inputs of the layer). Orthogonal,
 * Stable-Baselines3's for actor and critic: biases 0, and weights, seen as outputs × inputs of the
 * layer, with orthogonal rows or columns of equal length (Saxe et al. 2014): √2 in the trunk, 0.01
 * for the actions' scores, 1 for the value.
 */
final class Initialisation {
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
