package org.amplia.train.rounds;

import java.util.List;
import org.amplia.model.Scores;
import org.amplia.observe.GameState;
import org.amplia.overseer.Overseer;
import org.amplia.train.agent.Agent;
import org.amplia.update.AnswerUpdate;
import org.amplia.update.ApprovalScale;

/** The amplified overseer as an expert: its answer is the action that it approves of most. */
final class OverseerExpert implements Expert {
  private static final AnswerUpdate EVERY_ANSWER = AnswerUpdate.cloning();

  private final TrainingContext context;

  OverseerExpert(TrainingContext context) {
    this.context = context;
  }

  @Override
  public Advice advise(List<GameState> states, Agent learner, int round) {
    Amplified amplified =
        Amplified.ask(
            new Overseer(context.lookAhead(learner)),
            learner.policy(),
            states,
            EVERY_ANSWER,
            new ApprovalScale(),
            context.streams().stream("expert", round));
    return new Advice(
        amplified.observations(),
        amplified.values().stream().mapToInt(state -> Scores.mode(state.values())).toArray(),
        amplified.values(),
        amplified.statesAsked(),
        amplified.frames());
  }

  @Override
  public boolean needsEvaluator() {
    return true;
  }
}
