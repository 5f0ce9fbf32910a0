package org.amplia.train;

import java.util.Map;
import java.util.TreeMap;
import org.amplia.model.ChoiceModel;
import org.amplia.overseer.Approvals;

/**
 * What a round has done to the policy, on the round's decisive states.
 *
 * @param amplified what the overseer answered there
 */
record Improvement(Amplified amplified) {
  /**
   * Compares the policies before and after.
   *
   * @return the values that {@code docs/metrics.md} explains
   */
  Map<String, Double> measure(ChoiceModel before, ChoiceModel after) {
    byte[][] observations = amplified.observations().toArray(byte[][]::new);
    float[][] now = after.scores(observations);
    float[][] was = before.scores(observations);
    double entropy = 0;
    double divergence = 0;
    for (int i = 0; i < observations.length; i++) {
      double[] p = ChoiceModel.probabilities(now[i]);
      double[] q = ChoiceModel.probabilities(was[i]);
      for (int a = 0; a < p.length; a++) {
        entropy -= p[a] * Math.log(Math.max(p[a], 1e-12));
        divergence += p[a] * Math.log(Math.max(p[a], 1e-12) / Math.max(q[a], 1e-12));
      }
    }
    int states = Math.max(1, observations.length);
    Map<String, Double> values =
        new TreeMap<>(
            new Regret(
                    amplified.approvals().stream().map(Approvals::values).toList(),
                    amplified.heldOutFrom())
                .measure(was, now));
    values.put("policy_entropy", entropy / states);
    values.put("kl_to_round_start", divergence / states);
    values.put("approval_deviation", amplified.deviation());
    values.put("states_asked", (double) amplified.statesAsked());
    values.put("states_decisive", (double) observations.length);
    return values;
  }
}
