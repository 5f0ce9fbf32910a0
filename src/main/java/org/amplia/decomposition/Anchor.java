package org.amplia.decomposition;

import java.util.List;
import java.util.OptionalInt;
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
   * Rewards + value of the state reached, under the policy, at the longest horizon at which both
   * are known; M1's own answer where they are at none.
   */
  FINDINGS {
    @Override
    public double of(Case about, List<Finding> known) {
      OptionalInt longest =
          known.stream()
              .filter(finding -> underThePolicy(finding) instanceof Feature.RewardSum)
              .mapToInt(finding -> finding.information().horizonSteps())
              .filter(
                  steps ->
                      known.stream()
                          .anyMatch(
                              finding ->
                                  underThePolicy(finding) instanceof Feature.LeafValue
                                      && finding.information().horizonSteps() == steps))
              .max();
      return longest.isEmpty() ? about.ownValue() : sum(known, longest.getAsInt());
    }
  };

  /**
   * The number, a discounted return.
   *
   * @param known what was looked up about the case
   */
  public abstract double of(Case about, List<Finding> known);

  private static double sum(List<Finding> known, int steps) {
    double rewards = 0;
    double value = 0;
    for (Finding finding : known) {
      if (finding.information().horizonSteps() == steps) {
        rewards = underThePolicy(finding) instanceof Feature.RewardSum ? finding.answer() : rewards;
        value = underThePolicy(finding) instanceof Feature.LeafValue ? finding.answer() : value;
      }
    }
    return rewards + value;
  }

  /** The feature if it was read under the policy, or null. */
  private static Feature underThePolicy(Finding finding) {
    return finding.information().continuation() == Continuation.POLICY
        ? finding.information().feature()
        : null;
  }
}
