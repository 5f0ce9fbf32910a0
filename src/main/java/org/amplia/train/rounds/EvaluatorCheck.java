package org.amplia.train.rounds;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.amplia.ask.ValueQuality;
import org.amplia.observe.GameState;
import org.amplia.overseer.Approvals;
import org.amplia.overseer.PlayedFutures;
import org.amplia.question.Question.BestAction;
import org.amplia.train.agent.Agent;

/**
 * How well M1 alone and M2 know what actions come to, after a round: against futures that are
 * played with the game's stickiness from states that nothing is learned from. The frames are
 * counted apart: they are in no axis.
 */
record EvaluatorCheck(TrainingContext context) {
  /**
   * Measures, if the run wants it.
   *
   * @return the values that {@code docs/metrics.md} explains
   */
  Map<String, Double> measure(int round, Agent agent) {
    int wanted = context.configuration().evaluation().evaluatorStates();
    Map<String, Double> values = new TreeMap<>();
    if (wanted == 0) {
      return values;
    }
    List<GameState> states = context.unseenStates(agent.policy(), wanted, round);
    PlayedFutures.Played played =
        ValueQuality.futures(
                context.acting(), agent.policy(), context.configuration().overseer().discount())
            .of(states, state -> context.streams().stream("evaluator.futures", round, state));
    int[] byPolicy =
        agent.policy().actions(states.stream().map(GameState::observation).toArray(byte[][]::new));
    List<Approvals> approvals =
        context.overseerThroughout(agent).approvals(states.stream().map(BestAction::new).toList());
    ValueQuality ofM1 =
        ValueQuality.of(ValueQuality.ofM1(agent.evaluator(), states), played.returns(), byPolicy);
    ValueQuality ofM2 = ValueQuality.of(flat(approvals), played.returns(), byPolicy);
    values.put("evaluator_nll", ofM1.nll());
    values.put("overseer_nll", ofM2.nll());
    values.put("evaluator_decision_gain", ofM1.decisionGain());
    values.put("overseer_decision_gain", ofM2.decisionGain());
    if (!Double.isNaN(ofM1.kendallTau())) {
      values.put("evaluator_tau", ofM1.kendallTau());
      values.put("overseer_tau", ofM2.kendallTau());
    }
    long asked = approvals.stream().mapToLong(Approvals::frames).sum();
    values.put("evaluator_check_frames", (double) played.framesPlayed() + asked);
    return values;
  }

  private static double[] flat(List<Approvals> approvals) {
    int actions = approvals.get(0).values().length;
    double[] flat = new double[approvals.size() * actions];
    for (int i = 0; i < flat.length; i++) {
      flat[i] = approvals.get(i / actions).values()[i % actions];
    }
    return flat;
  }
}
