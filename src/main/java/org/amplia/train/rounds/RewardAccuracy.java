package org.amplia.train.rounds;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.amplia.model.ChoiceModel;
import org.amplia.model.Preferences;
import org.amplia.model.RewardModel;
import org.amplia.overseer.AssistedJudge;
import org.amplia.update.Example;

/**
 * How well a reward model knows the judge and the overseer, in states that it was not taught.
 *
 * @param judge who compared
 * @param amplified what the overseer thinks; known here to measure, not to learn from
 * @param judged the comparisons of each decisive state; a person is asked about few
 */
record RewardAccuracy(AssistedJudge judge, Amplified amplified, List<Preferences> judged) {
  /**
   * Measures; without a held-out state there is nothing to say.
   *
   * @param start the round's starting policy, whose regret the model could make good
   * @return the values that {@code docs/metrics.md} explains
   */
  Map<String, Double> measure(ChoiceModel start, RewardModel model) {
    Map<String, Double> values = new TreeMap<>();
    int from = amplified.heldOutFrom();
    byte[][] observations =
        amplified.observations().subList(from, judged.size()).toArray(byte[][]::new);
    List<Preferences> heldOut = judged.subList(from, judged.size());
    List<Example<Integer>> examples = amplified.examples().subList(from, judged.size());
    if (heldOut.isEmpty()) {
      return values;
    }
    float[][] rewards = model.advantages(observations);
    double deviation = amplified.deviation();
    double predicted = 0;
    double predictable = 0;
    double ordered = 0;
    long comparisons = 0;
    int pairs = 0;
    for (int i = 0; i < rewards.length; i++) {
      Preferences preferences = heldOut.get(i);
      float[] truth = amplified.values().get(from + i).values();
      predicted += preferences.predictedBy(rewards[i]);
      comparisons += preferences.count();
      for (int k = 0; k < preferences.count(); k++) {
        double p =
            judge.probability(truth, preferences.preferred()[k], preferences.other()[k], deviation);
        predictable += Math.max(p, 1 - p);
      }
      for (int a = 0; a < truth.length; a++) {
        for (int b = 0; b < truth.length; b++) {
          if (truth[a] > truth[b]) {
            pairs++;
            ordered += 0.5 + 0.5 * Math.signum(rewards[i][a] - rewards[i][b]);
          }
        }
      }
    }
    if (comparisons > 0) {
      values.put("reward_judge_agreement", predicted / comparisons);
      values.put("reward_judge_ceiling", predictable / comparisons);
    }
    values.put("reward_overseer_agreement", ordered / Math.max(1, pairs));
    Map<String, Double> regret =
        new Regret(examples.stream().map(Example::approvals).toList(), 0)
            .measure(
                Amplified.ofAnswers(start.answerScores(observations), examples),
                Amplified.ofAnswers(rewards, examples));
    if (regret.containsKey("gain_held_out")) {
      values.put("reward_gain_held_out", regret.get("gain_held_out"));
    }
    return values;
  }
}
