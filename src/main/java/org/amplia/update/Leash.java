package org.amplia.update;

import org.amplia.base.UserError;

/**
 * How tightly answers are held to M1's own at the start of the round, and how evenly they are to be
 * spread. Both prices are in standard deviations of approval a nat.
 *
 * @param strength β, the price of Kullback–Leibler divergence from M1 as the round began; 0 takes
 *     the leash off, which is the post's bare update
 * @param entropy η, the bonus for the entropy of the answers; 0 gives none
 */
public record Leash(double strength, double entropy) {
  /** No leash, no bonus. */
  public static final Leash OFF = new Leash(0, 0);

  /** Checks the prices. */
  public Leash {
    if (!(strength >= 0)) {
      throw new UserError("update.leash is " + strength + ": it must be 0 (off) or more");
    }
    if (!(entropy >= 0)) {
      throw new UserError("update.entropy is " + entropy + ": it must be 0 (none) or more");
    }
  }

  /** β + η: the optimum's temperature; 0 if there is neither. */
  double temperature() {
    return strength + entropy;
  }

  /**
   * Scores of the answers that maximise approval − β · divergence + η · entropy: (approval + β log
   * p_start) / (β + η). Defined if the temperature is above 0.
   */
  float[] optimum(Example example) {
    float[] scores = new float[example.advantages().length];
    for (int k = 0; k < scores.length; k++) {
      scores[k] =
          (float) ((example.advantages()[k] + strength * example.reference()[k]) / temperature());
    }
    return scores;
  }
}
