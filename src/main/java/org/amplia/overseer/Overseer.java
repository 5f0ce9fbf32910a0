package org.amplia.overseer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.amplia.model.AnswerModel;
import org.amplia.observe.GameState;
import org.amplia.question.Information;
import org.amplia.question.Question.BestAction;
import org.amplia.question.QuestionTree;

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

  /**
   * Asks about one state and keeps what was asked.
   *
   * @param question Q1
   * @param actionNames a name for each action
   * @return Q1 with a Q2 for each action below it, and below each Q2 the information asked for
   */
  public QuestionTree explain(BestAction question, List<String> actionNames) {
    Outcome[] outcomes = lookAhead.outcomes(List.of(question.state())).get(0);
    byte[][] observation = {question.state().observation()};
    double[] policy = AnswerModel.probabilities(lookAhead.policy().scores(observation)[0]);
    float[] own = lookAhead.evaluator().values(observation)[0];
    List<QuestionTree> values = new ArrayList<>();
    long frames = 0;
    int approved = 0;
    for (int a = 0; a < outcomes.length; a++) {
      values.add(explainValue(actionNames.get(a), outcomes[a], own[a]));
      frames += outcomes[a].frames();
      approved = outcomes[a].value() > outcomes[approved].value() ? a : approved;
    }
    int mode = 0;
    for (int a = 0; a < policy.length; a++) {
      mode = policy[a] > policy[mode] ? a : mode;
    }
    String answer =
        "%s (p = %.2f); the overseer approves most of %s"
            .formatted(
                actionNames.get(mode),
                policy[mode],
                outcomes[0].indifferent() ? "all alike" : actionNames.get(approved));
    return new QuestionTree(
        "What is a good action from this state?", "M1", answer, (double) mode, frames, values);
  }

  private QuestionTree explainValue(String action, Outcome outcome, float own) {
    QuestionTree m1 =
        QuestionTree.leaf(
            "How good is " + action + ", without looking?", "M1", number(own), (double) own, 0);
    if (outcome.indifferent()) {
      return new QuestionTree(
          "How good is it to take " + action + "?",
          "M2",
          "no different from the other actions: all lead to the same memory",
          null,
          outcome.frames(),
          List.of(m1));
    }
    int horizon = lookAhead.settings().horizonSteps();
    List<QuestionTree> items =
        List.of(
            shown(new Information.RewardSum(horizon), outcome.rewardSum(), outcome.frames()),
            shown(new Information.LivesLost(horizon), outcome.livesLost(), 0),
            shown(new Information.LeafValue(horizon), outcome.leafValue(), 0));
    QuestionTree information =
        new QuestionTree(
            "What is the most useful information about the consequences of " + action + "?",
            "fixed decomposition",
            "rewards, lives lost, value of the state reached",
            null,
            outcome.frames(),
            items);
    return new QuestionTree(
        "How good is it to take " + action + "?",
        "M2",
        number(outcome.value()) + " = rewards + value of the state reached",
        outcome.value(),
        outcome.frames(),
        List.of(m1, information));
  }

  private static QuestionTree shown(Information item, double value, long frames) {
    return QuestionTree.leaf(
        item.inWords(),
        item instanceof Information.LeafValue ? "M1" : "emulator",
        number(value),
        value,
        frames);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }
}
