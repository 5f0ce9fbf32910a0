package org.amplia.overseer;

import org.amplia.base.RandomStream;
import org.amplia.model.Preferences;

/**
 * Somebody who compares answers with the overseer's assistance: shown two answers to a question and
 * M2's approval of each, the judge says which one is better, and nothing else. Boltzmann-rational:
 * a is preferred to b with probability σ((M2(a) − M2(b)) / (temperature · deviation)), the model of
 * Christiano et al. 2017 (equation 1).
 *
 * @param comparisons how many pairs of answers are compared for a question, 1 or more; each pair is
 *     drawn uniformly, so that the same one may be compared again
 * @param temperature in standard deviations of approval; 0 is a judge who never errs
 */
public record AssistedJudge(int comparisons, double temperature) {
  /**
   * Compares answers to one question.
   *
   * @param observation what M1 sees of the state
   * @param approvals M2's, of 2 or more answers; they stay with the judge
   * @param deviation the unit of the temperature, above 0
   */
  public Preferences compare(
      byte[] observation, Approvals approvals, double deviation, RandomStream random) {
    byte[] preferred = new byte[comparisons];
    byte[] other = new byte[comparisons];
    int answers = approvals.values().length;
    for (int i = 0; i < comparisons; i++) {
      int a = random.nextInt(answers);
      int b = (a + 1 + random.nextInt(answers - 1)) % answers;
      boolean first = random.nextDouble() < probability(approvals.values(), a, b, deviation);
      preferred[i] = (byte) (first ? a : b);
      other[i] = (byte) (first ? b : a);
    }
    return new Preferences(observation, preferred, other);
  }

  /** Probability that the judge prefers a to b. */
  public double probability(float[] values, int a, int b, double deviation) {
    double difference = (double) values[a] - values[b];
    if (difference == 0) {
      return 0.5;
    }
    // At temperature 0 this is ±∞, and the probability 0 or 1.
    return 1 / (1 + Math.exp(-difference / (temperature * deviation)));
  }
}
