package org.amplia.model;

import org.amplia.base.RandomStream;

/** Scores of the answers to one question, and what a softmax makes of them. */
public final class Scores {
  /** Probabilities do not count as less where their logarithm is taken. */
  static final double LEAST_PROBABILITY = 1e-12;

  private Scores() {}

  /** Probabilities from scores. */
  public static double[] probabilities(float[] scores) {
    double highest = Double.NEGATIVE_INFINITY;
    for (float score : scores) {
      highest = Math.max(highest, score);
    }
    double sum = 0;
    double[] probabilities = new double[scores.length];
    for (int i = 0; i < scores.length; i++) {
      probabilities[i] = Math.exp(scores[i] - highest);
      sum += probabilities[i];
    }
    for (int i = 0; i < scores.length; i++) {
      probabilities[i] /= sum;
    }
    return probabilities;
  }

  /** The most probable answer; the first of equals. */
  public static int mode(float[] scores) {
    int best = 0;
    for (int i = 1; i < scores.length; i++) {
      if (scores[i] > scores[best]) {
        best = i;
      }
    }
    return best;
  }

  /** An answer drawn from a distribution. */
  public static int sample(double[] probabilities, RandomStream random) {
    double left = random.nextDouble();
    for (int i = 0; i < probabilities.length - 1; i++) {
      left -= probabilities[i];
      if (left < 0) {
        return i;
      }
    }
    return probabilities.length - 1;
  }
}
