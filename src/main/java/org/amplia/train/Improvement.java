package org.amplia.train;

import java.util.Map;
import java.util.TreeMap;
import org.amplia.model.AnswerModel;

/**
 * What a round has done to the policy, on the round's decisive states.
 *
 * @param amplified what the overseer answered there
 */
record Improvement(Amplified amplified) {
  /** Regret against the most approved answer that was there, and how much of it was made good. */
  private static final class Regret {
    double before;
    double madeGood;

    void add(float[] values, int now, int was) {
      before += values[AnswerModel.mode(values)] - values[was];
      madeGood += values[now] - values[was];
    }

    double gain() {
      return madeGood / Math.max(before, 1e-9);
    }
  }

  /**
   * Compares the policies before and after.
   *
   * @return the values that {@code docs/metrics.md} explains
   */
  Map<String, Double> measure(AnswerModel before, AnswerModel after) {
    byte[][] observations = amplified.observations().toArray(byte[][]::new);
    float[][] now = after.scores(observations);
    float[][] was = before.scores(observations);
    double entropy = 0;
    double divergence = 0;
    Regret taught = new Regret();
    Regret heldOut = new Regret();
    for (int i = 0; i < observations.length; i++) {
      double[] p = AnswerModel.probabilities(now[i]);
      double[] q = AnswerModel.probabilities(was[i]);
      for (int a = 0; a < p.length; a++) {
        entropy -= p[a] * Math.log(Math.max(p[a], 1e-12));
        divergence += p[a] * Math.log(Math.max(p[a], 1e-12) / Math.max(q[a], 1e-12));
      }
      (i < amplified.heldOutFrom() ? taught : heldOut)
          .add(
              amplified.approvals().get(i).values(),
              AnswerModel.mode(now[i]),
              AnswerModel.mode(was[i]));
    }
    int states = Math.max(1, observations.length);
    Map<String, Double> values = new TreeMap<>();
    values.put("gain_taught", taught.gain());
    values.put("gain_held_out", heldOut.gain());
    values.put("regret_before", (taught.before + heldOut.before) / states);
    values.put("policy_entropy", entropy / states);
    values.put("kl_to_round_start", divergence / states);
    values.put("approval_deviation", amplified.deviation());
    values.put("states_asked", (double) amplified.statesAsked());
    values.put("states_decisive", (double) observations.length);
    return values;
  }
}
