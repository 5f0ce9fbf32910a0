package org.amplia.baseline;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What {@link PpoLoss} tells of a minibatch. Parts are before their weights.
 *
 * @param loss value and gradient
 * @param policyLoss the clipped surrogate, negated: lower is better
 * @param valueLoss mean of (V − return)²
 * @param entropy mean entropy of the policy, nats
 * @param approximateKl mean of (r − 1) − log r, an estimate of KL(old ‖ new), nats
 * @param clipFraction share of the actions whose ratio r is outside 1 ± ε, 0 … 1
 * @param explainedVariance of the minibatch's returns by the values before the step, 1 at most; NaN
 *     if all returns are equal. Stable-Baselines3 gives that of the whole rollout: see {@link
 *     ExplainedVariance}
 */
public record PpoResult(
    Loss loss,
    double policyLoss,
    double valueLoss,
    double entropy,
    double approximateKl,
    double clipFraction,
    double explainedVariance)
    implements LossResult {
  @Override
  public Map<String, Double> metrics() {
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("ppo_loss", loss.value());
    metrics.put("policy_loss", policyLoss);
    metrics.put("value_loss", valueLoss);
    metrics.put("policy_entropy", entropy);
    metrics.put("approximate_kl", approximateKl);
    metrics.put("clip_fraction", clipFraction);
    if (!Double.isNaN(explainedVariance)) {
      // JSON has no NaN.
      metrics.put("explained_variance", explainedVariance);
    }
    return metrics;
  }
}
