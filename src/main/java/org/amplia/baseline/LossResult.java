package org.amplia.baseline;

import java.util.Map;
import org.amplia.base.RootLocale;

/**
 * A loss at a batch of outputs.
 *
 * @param value the loss, averaged over the batch, weights included
 * @param gradient batch × outputs: the derivative of {@code value} by each output; the step is
 *     against it
 * @param tdErrors of a loss on the values of actions: target − Q(s, a) of each transition, without
 *     weights: their sizes are the priorities of a prioritised replay memory; otherwise empty
 * @param metrics the loss and its parts by the names that metrics.jsonl has, all finite; see
 *     docs/baselines/losses.md
 */
public record LossResult(
    double value, float[][] gradient, float[] tdErrors, Map<String, Double> metrics) {
  /** Of a loss on the values of actions; the size of the errors is a metric. */
  static LossResult ofValues(
      double value, float[][] gradient, float[] tdErrors, Map<String, Double> metrics) {
    double mean = 0;
    for (float error : tdErrors) {
      mean += Math.abs((double) error) / tdErrors.length;
    }
    metrics.put("td_error_size", mean);
    return new LossResult(value, gradient, tdErrors, metrics);
  }

  /**
   * Throws an {@link IllegalArgumentException} if the batch is empty or the column has another
   * length.
   */
  static void requireLength(int batch, int length, String column) {
    if (batch == 0) {
      throw new IllegalArgumentException("an empty batch has no mean loss");
    }
    if (length != batch) {
      throw new IllegalArgumentException(
          RootLocale.format("%s has length %d in a batch of %d", column, length, batch));
    }
  }
}
