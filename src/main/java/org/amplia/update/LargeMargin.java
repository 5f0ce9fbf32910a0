package org.amplia.update;

/**
 * The large-margin term of Q-learning from demonstrations (Piot et al. 2014; Hester et al. 2017).
 */
public final class LargeMargin {
  private LargeMargin() {}

  /**
   * The answer that is highest with the margin added to all but the one shown; that one if none:
   * the shown answer should be above every other one by so much.
   *
   * @param margin in units of the scores, 0 or more
   */
  public static int rival(double[] scores, int shown, double margin) {
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
