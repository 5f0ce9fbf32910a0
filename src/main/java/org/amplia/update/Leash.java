package org.amplia.update;

import org.amplia.base.UserError;

/**
 * How tightly answers are held to M1's own at the start of the round.
 *
 * @param strength β, the price of one nat of Kullback–Leibler divergence in standard deviations of
 *     approval; 0 takes the leash off, which is the post's bare update
 */
public record Leash(double strength) {
  /** Checks the strength. */
  public Leash {
    if (!(strength >= 0)) {
      throw new UserError("update.leash is " + strength + ": it must be 0 (off) or more");
    }
  }

  /** Whether there is one. */
  public boolean isOn() {
    return strength > 0;
  }
}
