package org.amplia.model;

/** The Jensen–Shannon divergence (Lin 1991): H((p + q) / 2) − (H(p) + H(q)) / 2. */
public final class JensenShannon {
  private JensenShannon() {}

  /**
   * Of two distributions over the same values.
   *
   * @return nats, 0 (the same) … ln 2 (no value in common)
   */
  public static double divergence(double[] p, double[] q) {
    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      sum += share(p[i], p[i] + q[i]) + share(q[i], p[i] + q[i]);
    }
    return sum / 2;
  }

  /** p log(p / ((p + q) / 2)). */
  private static double share(double p, double both) {
    return p == 0 ? 0 : p * Math.log(2 * p / both);
  }
}
