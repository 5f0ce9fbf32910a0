package org.amplia.baseline;

/** How much of the returns' variance the values account for. */
public final class ExplainedVariance {
  private ExplainedVariance() {}

  /**
   * 1 − Var(actual − predicted) / Var(actual): 1 is perfect, 0 as good as a constant, below 0
   * worse. NaN if {@code actual} does not vary.
   *
   * @throws IllegalArgumentException if the arrays are empty or their lengths differ
   */
  public static double of(float[] predicted, float[] actual) {
    BatchShape.require(actual.length, predicted.length, "predicted");
    double[] errors = new double[actual.length];
    double[] values = new double[actual.length];
    for (int i = 0; i < actual.length; i++) {
      values[i] = actual[i];
      errors[i] = values[i] - predicted[i];
    }
    double variance = variance(values);
    return variance == 0 ? Double.NaN : 1 - variance(errors) / variance;
  }

  private static double variance(double[] values) {
    double mean = 0;
    for (double value : values) {
      mean += value / values.length;
    }
    double variance = 0;
    for (double value : values) {
      variance += (value - mean) * (value - mean) / values.length;
    }
    return variance;
  }
}
