package org.amplia.update;

/**
 * The same loss with the gradient of p in place of log p, as the post writes its imitation update:
 * ∇ p = p ∇ log p.
 *
 * @param loss what the answers are weighed by
 */
public record OfProbability(Loss loss) implements Loss {
  @Override
  public double[] weights(Example<?> example, double[] logProbabilities) {
    double[] weights = loss.weights(example, logProbabilities);
    for (int i = 0; i < weights.length; i++) {
      weights[i] *= Math.exp(logProbabilities[i]);
    }
    return weights;
  }

  @Override
  public boolean learnsFromDemonstrations() {
    return loss.learnsFromDemonstrations();
  }
}
