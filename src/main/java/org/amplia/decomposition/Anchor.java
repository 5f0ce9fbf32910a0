package org.amplia.decomposition;

import java.util.List;
import org.amplia.question.Continuation;
import org.amplia.question.Feature;
import org.amplia.question.Finding;

/**
 * What a judge's distribution over the return z is about: z less a number that is known without the
 * judge. The judge then has to learn corrections only.
 */
public enum Anchor {
  /** 0: the judge's distribution is over z itself. */
  NONE {
    @Override
    public double of(Case about, List<Finding> known) {
      return 0;
    }
  },
  /**
   * As the fixed decomposition would add up what is known under the policy: the value of the state
   * reached at the longest horizon at which it is known, and the rewards at the longest known
   * horizon up to there, 0 if none is; M1's own answer where no state's value is known.
   */
  FINDINGS {
    @Override
    public double of(Case about, List<Finding> known) {
      Finding value = longest(known, new Feature.LeafValue(), Integer.MAX_VALUE);
      if (value == null) {
        return about.ownValue();
      }
      Finding rewards = longest(known, new Feature.RewardSum(), value.information().horizonSteps());
      return value.answer() + (rewards == null ? 0 : rewards.answer());
    }
  };

  /**
   * The number, a discounted return.
   *
   * @param known what was looked up about the case
   */
  public abstract double of(Case about, List<Finding> known);

  /** The finding of a feature under the policy at the longest horizon up to a limit, or null. */
  private static Finding longest(List<Finding> known, Feature feature, int most) {
    Finding longest = null;
    for (Finding finding : known) {
      int steps = finding.information().horizonSteps();
      if (finding.information().feature().equals(feature)
          && finding.information().continuation() == Continuation.POLICY
          && steps <= most
          && (longest == null || steps > longest.information().horizonSteps())) {
        longest = finding;
      }
    }
    return longest;
  }
}
