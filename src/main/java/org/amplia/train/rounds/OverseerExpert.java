package org.amplia.train.rounds;

import java.util.List;
import org.amplia.model.ChoiceModel;
import org.amplia.observe.GameState;
import org.amplia.overseer.Overseer;
import org.amplia.train.agent.Agent;

/** The amplified overseer as an expert: its answer is the action that it approves of most. */
final class OverseerExpert implements Expert {
  private final TrainingContext context;

  OverseerExpert(TrainingContext context) {
    this.context = context;
  }

  @Override
  public Advice advise(List<GameState> states, Agent learner, int round) {
    Amplified amplified = Amplified.ask(new Overseer(context.lookAhead(learner)), states);
    return new Advice(
        amplified.observations(),
        amplified.approvals().stream()
            .mapToInt(approval -> ChoiceModel.mode(approval.values()))
            .toArray(),
        amplified.evaluatorExamples(),
        amplified.statesAsked(),
        amplified.frames());
  }

  @Override
  public boolean needsEvaluator() {
    return true;
  }
}
