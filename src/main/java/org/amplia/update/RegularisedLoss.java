package org.amplia.update;

import org.amplia.model.Leash;

/**
 * The closed form: the cross-entropy to the policy that maximises approval − β · divergence from
 * p_start + η · entropy, which is p ∝ p_start^(β/(β+η)) · exp(approval / (β+η)), over the answers
 * that the overseer was asked about (MPO, Abdolmaleki et al. 2018; Grill et al. 2020). It takes no
 * sample, so it is not REINFORCE. Without a price it is the cross-entropy to the best answer.
 *
 * @param leash the prices, which are in the target
 */
public record RegularisedLoss(Leash leash) implements Loss {
  /** Below it a price would divide by 0. */
  private static final double LEAST_TEMPERATURE = 1e-3;

  @Override
  public double[] weights(Example<?> example, double[] logProbabilities) {
    double temperature = Math.max(LEAST_TEMPERATURE, leash.temperature());
    double[] weights = new double[logProbabilities.length];
    double highest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < weights.length; i++) {
      double held = leash.strength() == 0 ? 0 : leash.strength() * example.start()[i];
      weights[i] = (example.approvals()[i] + held) / temperature;
      highest = Math.max(highest, weights[i]);
    }
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = Math.exp(weights[i] - highest);
      sum += weights[i];
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= sum;
    }
    return weights;
  }
}
