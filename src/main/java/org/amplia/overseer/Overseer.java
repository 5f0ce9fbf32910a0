package org.amplia.overseer;

import java.util.ArrayList;
import java.util.List;
import org.amplia.observe.GameState;
import org.amplia.question.Question.BestAction;

/**
 * M2: how good is answer X to question Y? For Q1 the answers are the actions, and each one's
 * approval is the amplified answer to Q2: the fixed decomposition asks three items of information
 * (rewards, lives, M1's value of the leaf), the emulator shows them, and their sum is the approval.
 *
 * @param lookAhead the emulators and the copies of M1 that answer the sub-questions
 */
public record Overseer(LookAhead lookAhead) {

  /**
   * Approves of every answer to every question.
   *
   * @return in the order of the questions
   */
  public List<Approvals> approvals(List<BestAction> questions) {
    List<GameState> states = questions.stream().map(BestAction::state).toList();
    List<Approvals> approvals = new ArrayList<>();
    for (Outcome[] outcomes : lookAhead.outcomes(states)) {
      float[] values = new float[outcomes.length];
      long frames = 0;
      for (int a = 0; a < outcomes.length; a++) {
        values[a] = (float) outcomes[a].value();
        frames += outcomes[a].frames();
      }
      approvals.add(new Approvals(values, outcomes[0].indifferent(), frames));
    }
    return approvals;
  }
}
