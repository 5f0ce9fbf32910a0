package org.amplia.baseline;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What {@link QLoss} tells of a batch.
 *
 * @param loss value and gradient, importance weights included
 * @param tdErrors target − Q(s, a) of each transition, without weights: their sizes are the
 *     priorities of a prioritised replay memory
 * @param meanValue mean of Q(s, a) before the step
 */
public record QResult(Loss loss, float[] tdErrors, double meanValue) implements ValueLossResult {
  @Override
  public Map<String, Double> metrics() {
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("q_loss", loss.value());
    metrics.put("td_error_size", meanSize(tdErrors));
    metrics.put("q_value", meanValue);
    return metrics;
  }

  static double meanSize(float[] errors) {
    double mean = 0;
    for (float error : errors) {
      mean += Math.abs((double) error) / errors.length;
    }
    return mean;
  }
}
