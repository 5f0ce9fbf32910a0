package org.amplia.model;

import org.apache.commons.numbers.gamma.Digamma;
import org.apache.commons.numbers.gamma.LogBeta;

/**
 * A Beta distribution as two outputs of a network have it: shapes α = 1 + softplus(u) and β = 1 +
 * softplus(v).
 *
 * @param u any number
 * @param v any number
 */
record BetaOutputs(double u, double v) {
  double alpha() {
    return 1 + softplus(u);
  }

  double beta() {
    return 1 + softplus(v);
  }

  /** The most probable answer, (α − 1) / (α + β − 2). */
  double mode() {
    return softplus(u) / (softplus(u) + softplus(v));
  }

  /**
   * log p of an answer, nats.
   *
   * @param answer between 0 and 1
   */
  double logDensity(double answer) {
    return softplus(u) * Math.log(answer)
        + softplus(v) * Math.log1p(-answer)
        - LogBeta.value(alpha(), beta());
  }

  /** ∂ log p / ∂ u = (ψ(α + β) − ψ(α) + log answer) · dα/du. */
  double gradientU(double answer) {
    double both = Digamma.value(alpha() + beta());
    return (both - Digamma.value(alpha()) + Math.log(answer)) * sigmoid(u);
  }

  /** ∂ log p / ∂ v = (ψ(α + β) − ψ(β) + log(1 − answer)) · dβ/dv. */
  double gradientV(double answer) {
    double both = Digamma.value(alpha() + beta());
    return (both - Digamma.value(beta()) + Math.log1p(-answer)) * sigmoid(v);
  }

  /** Never 0, so that the mode is always a number. */
  private static double softplus(double x) {
    double value = x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x));
    return Math.max(value, Double.MIN_NORMAL);
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
