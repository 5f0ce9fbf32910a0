package org.amplia.overseer;

import java.util.List;
import org.amplia.question.Question.ActionValue;
import org.amplia.question.Question.BestAction;
import org.amplia.question.QuestionTree;

/** M2: how good is answer X to question Y? For Q1 each action's approval is the answer to Q2. */
public interface AmplifiedReasoner {
  /**
   * Approves of every answer to every question.
   *
   * @return in the order of the questions
   */
  List<Approvals> approvals(List<BestAction> questions);

  /**
   * Asks Q1 of one state and keeps what was asked.
   *
   * @param actionNames a name for each action
   * @return Q1 with a Q2 for each action below it, and below each Q2 the information asked for
   */
  QuestionTree explain(BestAction question, List<String> actionNames);

  /**
   * Asks Q2 of one state and action and keeps what was asked.
   *
   * @param actionNames a name for each action
   * @return Q2 with the information asked for below it
   */
  QuestionTree explain(ActionValue question, List<String> actionNames);

  /**
   * Asks Q3 of one state and action, to who knows nothing about it, and keeps what was asked.
   *
   * @param actionNames a name for each action
   * @return Q3 with what the emulator shows of its answer below it
   */
  QuestionTree explainInformation(ActionValue about, List<String> actionNames);
}
