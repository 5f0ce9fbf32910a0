package org.amplia.overseer;

import java.util.List;
import org.amplia.base.RootLocale;
import org.amplia.model.ChoiceModel;
import org.amplia.model.Evaluator;
import org.amplia.question.Question.ActionValue;
import org.amplia.question.Question.BestAction;
import org.amplia.question.QuestionTree;

/** What the transcripts of all overseers say in the same words. */
public final class Transcript {
  private final ChoiceModel policy;
  private final Evaluator evaluator;

  /**
   * Transcripts of questions to copies of M1.
   *
   * @param policy answers Q1
   * @param evaluator answers Q2 without looking
   */
  public Transcript(ChoiceModel policy, Evaluator evaluator) {
    this.policy = policy;
    this.evaluator = evaluator;
  }

  /**
   * Q1: M1's answer, and which action the overseer approves most of; of equals the first.
   *
   * @param approvals one per action; empty if it makes no difference which is taken
   * @param values Q2 of every action
   * @param frames emulator frames that were spent on none of them
   */
  public QuestionTree bestAction(
      BestAction question,
      double[] approvals,
      List<QuestionTree> values,
      long frames,
      List<String> actionNames) {
    double[] probabilities =
        ChoiceModel.probabilities(policy.scores(new byte[][] {question.state().observation()})[0]);
    int mode = highest(probabilities);
    String answer =
        RootLocale.format(
            "%s (p = %.2f); the overseer approves most of %s",
            actionNames.get(mode),
            probabilities[mode],
            approvals.length == 0 ? "all alike" : actionNames.get(highest(approvals)));
    return new QuestionTree(
        question.inWords(actionNames),
        "M1",
        answer,
        (double) mode,
        frames + QuestionTree.frames(values),
        values);
  }

  private static int highest(double[] values) {
    int highest = 0;
    for (int i = 1; i < values.length; i++) {
      highest = values[i] > values[highest] ? i : highest;
    }
    return highest;
  }

  /** Q2 where it makes no difference which action is taken. */
  public QuestionTree indifferent(ActionValue question, long frames, List<String> actionNames) {
    return new QuestionTree(
        question.inWords(actionNames),
        "M2",
        "no different from the other actions: all lead to the same memory",
        null,
        frames,
        List.of(unaided(question, actionNames)));
  }

  /** Q2 as M1 answers it alone. */
  public QuestionTree unaided(ActionValue question, List<String> actionNames) {
    double own =
        evaluator.values(new byte[][] {question.state().observation()})[0][question.action()];
    return QuestionTree.leaf(
        question.inWords(actionNames) + " (without looking)",
        "M1",
        QuestionTree.number(own),
        own,
        0);
  }
}
