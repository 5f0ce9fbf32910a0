package org.amplia.baseline;

import java.util.Map;

/**
 * What a loss says of one batch: where to go, and what to write down.
 *
 * @param loss value and gradient, weights included
 * @param tdErrors of a loss on the values of actions: target − Q(s, a) of each transition, without
 *     weights: their sizes are the priorities of a prioritised replay memory; otherwise empty
 * @param metrics the loss and its parts by the names that metrics.jsonl has, all finite; see
 *     docs/baselines/losses.md
 */
public record LossResult(Loss loss, float[] tdErrors, Map<String, Double> metrics) {
  /** Of a loss on the values of actions; the size of the errors is a metric. */
  static LossResult ofValues(Loss loss, float[] tdErrors, Map<String, Double> metrics) {
    double mean = 0;
    for (float error : tdErrors) {
      mean += Math.abs((double) error) / tdErrors.length;
    }
    metrics.put("td_error_size", mean);
    return new LossResult(loss, tdErrors, metrics);
  }
}
