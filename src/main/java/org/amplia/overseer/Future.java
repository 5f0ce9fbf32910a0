package org.amplia.overseer;

import java.util.List;
import org.amplia.base.RootLocale;
import org.amplia.question.Feature;

/**
 * What a future showed, at some of its agent steps (marks). Once the game is over it stays as it
 * was.
 *
 * @param marks agent steps after which it was read, ascending
 * @param readings one a mark
 */
public record Future(List<Integer> marks, List<Reading> readings) {
  /**
   * What there is to see.
   *
   * @param rewardSum Σ γ^k sign(reward) so far
   * @param livesLost so far
   * @param ended whether the game, or a life if lives count as endings, is over
   * @param ramChange by how much each byte has changed since the action was taken, wrapped
   * @param leafValue γ^steps · M1's value here; 0 if ended
   * @param frames emulator frames it took to get here
   */
  public record Reading(
      double rewardSum,
      int livesLost,
      boolean ended,
      byte[] ramChange,
      double leafValue,
      long frames) {
    /** What M2's fixed decomposition makes of it: rewards seen plus the value of what was not. */
    public double value() {
      return rewardSum + leafValue;
    }

    double read(Feature feature) {
      if (feature instanceof Feature.RamChange change) {
        return ramChange[change.cell()];
      }
      if (feature instanceof Feature.LivesLost) {
        return livesLost;
      }
      if (feature instanceof Feature.GameEnded) {
        return ended ? 1 : 0;
      }
      return feature instanceof Feature.RewardSum ? rewardSum : leafValue;
    }
  }

  /**
   * The reading after so many agent steps.
   *
   * @throws IllegalArgumentException if nothing was read there
   */
  public Reading after(int steps) {
    int index = marks.indexOf(steps);
    if (index < 0) {
      throw new IllegalArgumentException(
          RootLocale.format("nothing was read after %d steps", steps));
    }
    return readings.get(index);
  }
}
