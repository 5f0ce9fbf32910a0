package org.amplia.overseer;

import java.util.List;
import org.amplia.question.Question;
import org.amplia.question.Question.BestAction;
import org.amplia.question.QuestionTree;

/** M2: how good is answer X to question Y? For Q1 each answer's approval is the answer to Q2. */
public interface AmplifiedReasoner {
  /**
   * Approves of some answers to every question. Nothing is spent on answers that were not asked
   * about, nor twice on the same one.
   *
   * @param answers to each question, one or more, different ones: actions or plans, as M1's policy
   *     has them
   * @return in the order of the questions, their values in the order of the answers
   */
  List<Approvals> approvals(List<BestAction> questions, List<int[]> answers);

  /** Approves of every action, taken once, in the state of every question. */
  List<Approvals> approvals(List<BestAction> questions);

  /**
   * Asks a question and keeps what was asked.
   *
   * @param question Q1, Q2, or Q3 of somebody who knows nothing yet; where what to ask is learned,
   *     Q4 too
   * @param actionNames a name for each action
   * @return the question with what was asked to answer it below: Q1 with a Q2 for each action, Q2
   *     with the information that was asked for, Q3 and Q4 with what the emulator shows
   * @throws IllegalArgumentException if the question is another one
   */
  QuestionTree explain(Question<?> question, List<String> actionNames);
}
