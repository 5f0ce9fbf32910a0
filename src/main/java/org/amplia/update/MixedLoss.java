package org.amplia.update;

/**
 * The post's mix: a weighted sum of the imitation and the REINFORCE update.
 *
 * @param imitation one part, by the gradient of log p or of p
 * @param reinforce the other
 * @param imitationWeight share of the imitation, 0 … 1
 */
public record MixedLoss(Loss imitation, ReinforceLoss reinforce, double imitationWeight)
    implements Loss {
  @Override
  public double[] weights(Example<?> example, double[] logProbabilities) {
    double[] weights = imitation.weights(example, logProbabilities);
    double[] others = reinforce.weights(example, logProbabilities);
    for (int i = 0; i < weights.length; i++) {
      weights[i] = imitationWeight * weights[i] + (1 - imitationWeight) * others[i];
    }
    return weights;
  }
}
