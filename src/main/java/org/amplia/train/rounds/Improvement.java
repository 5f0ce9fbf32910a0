package org.amplia.train.rounds;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.amplia.model.ChoiceModel;
import org.amplia.model.Scores;
import org.amplia.train.drift.Divergence;
import org.amplia.update.Example;

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
    float[][] now = after.answerScores(observations);
    float[][] was = before.answerScores(observations);
    List<Example<Integer>> examples = amplified.examples();
    double entropy = 0;
    for (int i = 0; i < observations.length; i++) {
      double[] p = Scores.probabilities(now[i]);
      for (double probability : p) {
        entropy -= probability * Math.log(Math.max(probability, 1e-12));
      }
    }
    int states = Math.max(1, observations.length);
    Map<String, Double> values =
        new TreeMap<>(
            new Regret(examples.stream().map(Example::approvals).toList(), amplified.heldOutFrom())
                .measure(Amplified.ofAnswers(was, examples), Amplified.ofAnswers(now, examples)));
    values.computeIfPresent("regret_before", (name, regret) -> regret * amplified.deviation());
    values.put(
        "argmax_disagreement",
        Divergence.argmaxDisagreement(after.scores(observations), before.scores(observations)));
    values.put("policy_entropy", entropy / states);
    values.put("kl_to_round_start", Divergence.mean(now, was));
    values.put("approval_deviation", amplified.deviation());
    values.put("states_asked", (double) amplified.statesAsked());
    values.put("states_decisive", (double) observations.length);
    return values;
  }
}
