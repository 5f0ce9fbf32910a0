package org.amplia.model;

import org.amplia.base.UserError;

/**
 * How tightly M1's answers are held to those that it gave when the round began, and how evenly they
 * are to be spread: every gradient step is also one down β · KL(p‖p_start) − η · H(p). Both prices
 * are in standard deviations of approval a nat.
 *
 * @param strength β, the price of the Kullback–Leibler divergence from M1 as the round began; 0
 *     takes the leash off, which is the post's bare update
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

  /** β + η; 0 if there is neither. */
  public double temperature() {
    return strength + entropy;
  }
}
