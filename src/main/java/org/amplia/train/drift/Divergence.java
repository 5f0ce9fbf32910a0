package org.amplia.train.drift;

import org.amplia.model.Scores;

/** Kullback–Leibler divergences between policies, given their scores in the same states. */
public final class Divergence {
  /**
   * Share of the uniform distribution in both sides of {@link #smoothed}: the probabilities are not
   * below 1 % / answers then, as those of a target's reference.
   */
  static final double UNIFORM_SHARE = 0.01;

  private static final double LEAST = 1e-12;

  private Divergence() {}

  /**
   * The mean over the states of KL(p, q), nats; 0 if there is no state. Probabilities count as
   * 1e-12 at least inside the logarithm.
   *
   * @param p scores of one policy, states × answers
   * @param q scores of the other
   */
  public static double mean(float[][] p, float[][] q) {
    return mean(p, q, 0);
  }

  /**
   * The same after 1 % of the uniform distribution has been mixed into both policies. It is 0 for
   * equal policies only, no larger than without, and at most log(100 · answers): a clone that is
   * sure of its answer (p = 10⁻⁹) would otherwise decide the mean alone.
   */
  static double smoothed(float[][] p, float[][] q) {
    return mean(p, q, UNIFORM_SHARE);
  }

  /** Share of the states in which two policies have different most probable answers. */
  public static double argmaxDisagreement(float[][] p, float[][] q) {
    int differ = 0;
    for (int i = 0; i < p.length; i++) {
      differ += Scores.mode(p[i]) == Scores.mode(q[i]) ? 0 : 1;
    }
    return (double) differ / Math.max(1, p.length);
  }

  private static double mean(float[][] p, float[][] q, double uniformShare) {
    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      double[] one = Scores.probabilities(p[i]);
      double[] other = Scores.probabilities(q[i]);
      for (int a = 0; a < one.length; a++) {
        double floor = uniformShare / one.length;
        double x = uniformShare == 0 ? one[a] : (1 - uniformShare) * one[a] + floor;
        double y = uniformShare == 0 ? other[a] : (1 - uniformShare) * other[a] + floor;
        sum += x * Math.log(Math.max(x, LEAST) / Math.max(y, LEAST));
      }
    }
    return sum / Math.max(1, p.length);
  }
}
