package org.amplia.baseline;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What {@link SqilLoss} tells of a batch.
 *
 * @param loss value and gradient
 * @param tdErrors target − Q(s, a) of each transition
 * @param demonstratedLoss mean penalty over the demonstrated transitions; 0 if there are none
 * @param ownLoss mean penalty over the learner's own transitions, before λ_samp; 0 if there are
 *     none
 * @param meanValue mean of Q(s, a) before the step
 */
public record SqilResult(
    Loss loss, float[] tdErrors, double demonstratedLoss, double ownLoss, double meanValue)
    implements ValueLossResult {
  @Override
  public Map<String, Double> metrics() {
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("sqil_loss", loss.value());
    metrics.put("demonstrated_loss", demonstratedLoss);
    metrics.put("own_loss", ownLoss);
    metrics.put("td_error_size", QResult.meanSize(tdErrors));
    metrics.put("q_value", meanValue);
    return metrics;
  }
}
