package org.amplia.train.rounds;

import java.util.List;
import java.util.Map;
import org.amplia.train.agent.Agent;
import org.amplia.train.agent.EvaluatorExample;
import org.amplia.train.agent.TrainingData;
import org.amplia.train.games.Play.Visited;

/**
 * The overseer's approval of every answer, as a number: what imitation and RL-IA learn from.
 *
 * @param rememberedRounds whose examples are learned from
 */
record ApprovalFeedback(int rememberedRounds) implements Feedback {
  @Override
  public Told examples(
      int round,
      Agent start,
      Visited visited,
      Amplified amplified,
      TrainingData data,
      Map<String, Double> values) {
    TrainingData.remember(data.visited(), amplified.taught(), rememberedRounds);
    return new Told(data.visited().stream().flatMap(List::stream).toList(), 0);
  }

  @Override
  public List<EvaluatorExample> answers(Amplified amplified) {
    return amplified.values();
  }
}
