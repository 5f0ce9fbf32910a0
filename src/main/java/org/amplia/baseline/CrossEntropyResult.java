package org.amplia.baseline;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What {@link CrossEntropyLoss} tells of a batch.
 *
 * @param loss value and gradient, entropy bonus included
 * @param negativeLogLikelihood mean of −log p(label), nats
 * @param entropy mean entropy of the policy, nats
 * @param agreement share of labels that are the policy's mode, 0 … 1
 */
public record CrossEntropyResult(
    Loss loss, double negativeLogLikelihood, double entropy, double agreement)
    implements LossResult {
  @Override
  public Map<String, Double> metrics() {
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("cross_entropy_loss", loss.value());
    metrics.put("label_nll", negativeLogLikelihood);
    metrics.put("policy_entropy", entropy);
    metrics.put("label_agreement", agreement);
    return metrics;
  }
}
