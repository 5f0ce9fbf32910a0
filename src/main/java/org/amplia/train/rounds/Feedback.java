package org.amplia.train.rounds;

import java.util.List;
import java.util.Map;
import org.amplia.config.Method;
import org.amplia.train.agent.Agent;
import org.amplia.train.agent.EvaluatorExample;
import org.amplia.train.agent.TrainingData;
import org.amplia.train.games.Play.Visited;
import org.amplia.update.Example;

/** What M1 is told of what the overseer thinks: the part of the loop in which RRM differs. */
sealed interface Feedback permits ApprovalFeedback, ComparisonFeedback {
  /** What the method of a run is told. */
  static Feedback of(TrainingContext context) {
    return context.configuration().method() == Method.RRM
        ? new ComparisonFeedback(context)
        : new ApprovalFeedback(context.configuration().rememberedRounds());
  }

  /**
   * What the policy learns in a round.
   *
   * @param start the agent that the round began with
   * @param visited the round's states
   * @param amplified what the overseer thinks; of the states from {@link Amplified#heldOutFrom} on
   *     nothing is learned
   * @param data of earlier rounds; this one is added
   * @param values takes what was measured
   */
  Told examples(
      int round,
      Agent start,
      Visited visited,
      Amplified amplified,
      TrainingData data,
      Map<String, Double> values);

  /**
   * What there is to learn.
   *
   * @param examples none if nobody has told anything yet
   * @param frames emulator frames that it took to tell, besides the overseer's
   */
  record Told(List<Example<Integer>> examples, long frames) {}

  /** What M1's evaluator is told, besides the returns of whole games. */
  List<EvaluatorExample> answers(Amplified amplified);
}
