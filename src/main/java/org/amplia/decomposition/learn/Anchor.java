package org.amplia.decomposition.learn;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
   * As the fixed decomposition would add up what is known under the policy: the rewards up to the
   * longest horizon at which both they and the value of the state reached are known, apart or as
   * one outcome, and that value; M1's own answer where there is no such horizon. A value without
   * the rewards on the way to it would count a state in which a point has just been scored for less
   * than the one before.
   */
  FINDINGS {
    @Override
    public double of(Case about, List<Finding> known) {
      Map<Integer, Double> rewards = byHorizon(known, new Feature.RewardSum());
      Map<Integer, Double> values = byHorizon(known, new Feature.LeafValue());
      TreeMap<Integer, Double> outcomes = new TreeMap<>(byHorizon(known, new Feature.Outcome()));
      values.keySet().retainAll(rewards.keySet());
      values.forEach((steps, value) -> outcomes.put(steps, rewards.get(steps) + value));
      return outcomes.isEmpty() ? about.ownValue() : outcomes.lastEntry().getValue();
    }
  };

  /**
   * The number, a discounted return.
   *
   * @param known what was looked up about the case
   */
  public abstract double of(Case about, List<Finding> known);

  /** The answers of a feature under the policy, by horizon. */
  private static Map<Integer, Double> byHorizon(List<Finding> known, Feature feature) {
    Map<Integer, Double> answers = new HashMap<>();
    for (Finding finding : known) {
      if (finding.information().feature().equals(feature)
          && finding.information().continuation() == Continuation.POLICY) {
        answers.put(finding.information().horizonSteps(), finding.answer());
      }
    }
    return answers;
  }
}
