package org.amplia.overseer;

import java.util.List;
import java.util.stream.IntStream;
import org.amplia.base.RootLocale;
import org.amplia.model.ChoiceModel;
import org.amplia.model.Evaluator;
import org.amplia.model.Scores;
import org.amplia.observe.GameState;
import org.amplia.question.Question;
import org.amplia.question.Question.ActionValue;
import org.amplia.question.Question.BestAction;
import org.amplia.question.Question.PlanValue;
import org.amplia.question.QuestionTree;

/** What the transcripts of all overseers say in the same words. */
public final class Transcript {
  /** What Q1 begins with. */
  static final String GOOD = "What is a good ";

  /** What it is where it is about one action. */
  static final String GOOD_ACTION = GOOD + "action";

  /** What M1 says alone ends with this. */
  static final String WITHOUT_LOOKING = " (without looking)";

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
    double[] probabilities = firstActions(question.state());
    int mode = highest(probabilities);
    return new QuestionTree(
        question.inWords(actionNames),
        "M1",
        answer(mode, probabilities[mode], approvals, actionNames),
        (double) mode,
        frames + QuestionTree.frames(values),
        values);
  }

  /**
   * Q1 of plans: M1's answer, and which of the plans asked about the overseer approves most of.
   *
   * @param asked those that {@link #likeliestPlans} names
   * @param approvals one per plan; empty if it makes no difference which is taken
   * @param values Q2 of each of them
   */
  QuestionTree bestPlan(
      BestAction question,
      int[] asked,
      double[] approvals,
      List<QuestionTree> values,
      List<String> actionNames) {
    GameState state = question.state();
    int mode = highest(firstActions(state));
    double probability =
        Math.exp(
            policy.logProbabilities(new byte[][] {state.observation()}, List.of(asked[mode]))[0]);
    List<String> names =
        IntStream.of(asked)
            .mapToObj(
                plan -> new PlanValue(state, policy.plans().actionsOf(plan)).tried(actionNames))
            .toList();
    return new QuestionTree(
        question.inWords(actionNames),
        "M1",
        answer(mode, probability, approvals, names),
        (double) asked[mode],
        QuestionTree.frames(values),
        values);
  }

  private static String answer(
      int mode, double probability, double[] approvals, List<String> names) {
    return RootLocale.format(
        "%s (p = %.2f); the overseer approves most of %s",
        names.get(mode),
        probability,
        approvals.length == 0 ? "all alike" : names.get(highest(approvals)));
  }

  private double[] firstActions(GameState state) {
    return Scores.probabilities(policy.scores(new byte[][] {state.observation()})[0]);
  }

  /** For each action the plan that M1 finds most probable, factor by factor, after it. */
  int[] likeliestPlans(GameState state) {
    float[] outputs = policy.outputs(new byte[][] {state.observation()})[0];
    return IntStream.range(0, policy.actionCount())
        .map(action -> policy.plans().modeAfter(outputs, action))
        .toArray();
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
    return indifferent(question, unaided(question, actionNames), frames, actionNames);
  }

  /**
   * The same of an action or a plan.
   *
   * @param unaided what M1 says without looking
   */
  QuestionTree indifferent(
      Question<Double> question, QuestionTree unaided, long frames, List<String> actionNames) {
    return new QuestionTree(
        question.inWords(actionNames),
        "M2",
        RootLocale.format(
            "no different from the other %s: all lead to the same memory",
            question instanceof PlanValue ? "plans" : "actions"),
        null,
        frames,
        List.of(unaided));
  }

  /** Q2 as M1 answers it alone. */
  public QuestionTree unaided(ActionValue question, List<String> actionNames) {
    double own =
        evaluator.values(new byte[][] {question.state().observation()})[0][question.action()];
    return QuestionTree.leaf(
        question.inWords(actionNames) + WITHOUT_LOOKING, "M1", QuestionTree.number(own), own, 0);
  }
}
