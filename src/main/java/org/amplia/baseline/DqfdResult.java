package org.amplia.baseline;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What {@link DqfdLoss} tells of a batch. The parts are means over the whole batch with importance
 * weights, before λ₁ and λ₂.
 *
 * @param loss value and gradient of J_DQ + λ₁ J_n + λ₂ J_E
 * @param tdErrors one-step errors, target − Q(s, a), without weights: the priorities' sizes (to
 *     which the paper adds ε = 1 for demonstrations, 0.001 for the learner's own transitions)
 * @param oneStepLoss J_DQ
 * @param nStepLoss J_n
 * @param marginLoss J_E
 * @param meanValue mean of Q(s, a) before the step
 */
public record DqfdResult(
    Loss loss,
    float[] tdErrors,
    double oneStepLoss,
    double nStepLoss,
    double marginLoss,
    double meanValue)
    implements ValueLossResult {
  @Override
  public Map<String, Double> metrics() {
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("dqfd_loss", loss.value());
    metrics.put("one_step_loss", oneStepLoss);
    metrics.put("n_step_loss", nStepLoss);
    metrics.put("margin_loss", marginLoss);
    metrics.put("td_error_size", QResult.meanSize(tdErrors));
    metrics.put("q_value", meanValue);
    return metrics;
  }
}
