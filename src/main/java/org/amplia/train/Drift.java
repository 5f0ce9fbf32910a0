package org.amplia.train;

import java.util.List;
import java.util.Map;
import org.amplia.model.ChoiceModel;

/**
 * How far the policy has moved from the demonstrations, on the states that the demonstrator saw.
 *
 * @param demonstrations every step shown
 */
record Drift(List<Return> demonstrations) {
  private static final int CHUNK = 1024;

  /**
   * Measures.
   *
   * @return {@code action_agreement}: share of the demonstrated actions that are the policy's most
   *     probable; {@code demonstrations_nll}: mean of −log p of the demonstrated actions, nats
   */
  Map<String, Double> measure(ChoiceModel policy) {
    int agrees = 0;
    double nll = 0;
    for (int from = 0; from < demonstrations.size(); from += CHUNK) {
      List<Return> part =
          demonstrations.subList(from, Math.min(demonstrations.size(), from + CHUNK));
      float[][] scores =
          policy.scores(part.stream().map(Return::observation).toArray(byte[][]::new));
      for (int i = 0; i < scores.length; i++) {
        int shown = part.get(i).action();
        agrees += ChoiceModel.mode(scores[i]) == shown ? 1 : 0;
        nll -= Math.log(Math.max(ChoiceModel.probabilities(scores[i])[shown], 1e-12));
      }
    }
    return Map.of(
        "action_agreement",
        (double) agrees / demonstrations.size(),
        "demonstrations_nll",
        nll / demonstrations.size());
  }
}
