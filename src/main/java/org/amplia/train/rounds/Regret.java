package org.amplia.train.rounds;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.amplia.model.Scores;

/**
 * What choices lose against the best one in states where look-ahead has told every action's value.
 *
 * @param values one per action, for each state
 * @param heldOutFrom index of the first state that was not learned from
 */
record Regret(List<float[]> values, int heldOutFrom) {
  /** Regret that was there, and how much of it was made good. */
  private static final class Sum {
    double before;
    double madeGood;

    void add(float[] values, int now, int was) {
      before += values[Scores.mode(values)] - values[was];
      madeGood += values[now] - values[was];
    }

    void put(String name, Map<String, Double> values) {
      if (before > 0) {
        values.put(name, madeGood / before);
      }
    }
  }

  /**
   * Compares two policies.
   *
   * @param was scores before, states × actions
   * @param now scores after
   * @return {@code gain_taught}, {@code gain_held_out}, {@code regret_before}; no gain where there
   *     was no regret
   */
  Map<String, Double> measure(float[][] was, float[][] now) {
    Sum taught = new Sum();
    Sum heldOut = new Sum();
    for (int i = 0; i < now.length; i++) {
      (i < heldOutFrom ? taught : heldOut)
          .add(values.get(i), Scores.mode(now[i]), Scores.mode(was[i]));
    }
    Map<String, Double> values = new TreeMap<>();
    taught.put("gain_taught", values);
    heldOut.put("gain_held_out", values);
    values.put("regret_before", (taught.before + heldOut.before) / Math.max(1, now.length));
    return values;
  }
}
