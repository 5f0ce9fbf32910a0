package org.amplia.update;

/**
 * The large margin of deep Q-learning from demonstrations (Hester et al. 2017): a demonstrated
 * answer should be above every other one by so much.
 *
 * @param margin in units of the scores, 0 or more
 */
public record LargeMargin(double margin) {
  /**
   * The answer that is highest with the margin added to all but the one shown; that one if none.
   */
  public int rival(float[] scores, int shown) {
    int rival = shown;
    double highest = scores[shown];
    for (int k = 0; k < scores.length; k++) {
      if (k != shown && scores[k] + margin > highest) {
        highest = scores[k] + margin;
        rival = k;
      }
    }
    return rival;
  }
}
