package org.amplia.train.drift;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.amplia.base.RandomStream;
import org.amplia.model.ChoiceModel;
import org.amplia.model.Scores;
import org.amplia.observe.ObservationKind;
import org.amplia.train.games.Return;

/**
 * How far a policy has moved from the demonstrations: in what it answers, and in where it goes. The
 * measures and how to read them: {@code docs/drift.md}.
 */
public final class Drift {
  private final ObservationKind kind;
  private final List<Return> demonstrations;
  private final ChoiceModel clone;
  private final List<byte[]> shownStates;
  private final float[][] cloneWhereShown;

  /**
   * Takes what does not change in the course of a run.
   *
   * @param kind of the observations; where states are measured it takes RAM
   * @param demonstrations every step shown, 1 or more, game after game
   * @param clone the policy after cloning; it stays the caller's, and is not trained any more
   */
  public Drift(ObservationKind kind, List<Return> demonstrations, ChoiceModel clone) {
    this.kind = kind;
    this.demonstrations = demonstrations;
    this.clone = clone;
    shownStates = demonstrations.stream().map(Return::observation).toList();
    cloneWhereShown = scores(clone, shownStates);
  }

  /**
   * Measures.
   *
   * @param visited observations of states that the policy came to, game after game
   * @param random decides about the classifier
   * @return the values that {@code docs/metrics.md} explains
   */
  public Map<String, Double> measure(
      ChoiceModel policy, List<byte[]> visited, RandomStream random) {
    float[][] whereShown = scores(policy, shownStates);
    Map<String, Double> values = new TreeMap<>();
    values.put("action_agreement", agreement(whereShown));
    values.put("clone_agreement", agreement(cloneWhereShown));
    values.put("demonstrations_nll", surprise(whereShown));
    values.put("kl_to_clone_shown", Divergence.smoothed(whereShown, cloneWhereShown));
    values.put(
        "kl_to_clone_visited",
        Divergence.smoothed(scores(policy, visited), scores(clone, visited)));
    if (kind == ObservationKind.RAM && Math.min(visited.size(), shownStates.size()) > 1) {
      double[] cells = Occupancy.of(visited).divergences(Occupancy.of(shownStates));
      values.put("occupancy_js", Arrays.stream(cells).average().orElseThrow());
      values.put("occupancy_js_most", Arrays.stream(cells).max().orElseThrow());
      values.put("states_auc", StateClassifier.areaUnderCurve(visited, shownStates, random));
    }
    return values;
  }

  private static float[][] scores(ChoiceModel policy, List<byte[]> states) {
    return policy.scores(states.toArray(byte[][]::new));
  }

  /** Share of the demonstrated actions that are the most probable ones. */
  private double agreement(float[][] scores) {
    int agrees = 0;
    for (int i = 0; i < scores.length; i++) {
      agrees += Scores.mode(scores[i]) == demonstrations.get(i).action() ? 1 : 0;
    }
    return (double) agrees / scores.length;
  }

  /** Mean of −log p of the demonstrated actions, nats. */
  private double surprise(float[][] scores) {
    double nll = 0;
    for (int i = 0; i < scores.length; i++) {
      double[] probabilities = Scores.probabilities(scores[i]);
      nll -= Math.log(Math.max(probabilities[demonstrations.get(i).action()], 1e-12));
    }
    return nll / scores.length;
  }
}
