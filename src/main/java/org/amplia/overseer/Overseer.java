package org.amplia.overseer;

import java.util.ArrayList;
import java.util.List;
import org.amplia.base.RootLocale;
import org.amplia.model.ChoiceModel;
import org.amplia.observe.GameState;
import org.amplia.question.Feature;
import org.amplia.question.Information;
import org.amplia.question.Question.ActionValue;
import org.amplia.question.Question.BestAction;
import org.amplia.question.Question.Consequence;
import org.amplia.question.Question.UsefulInformation;
import org.amplia.question.QuestionTree;

/**
 * M2: how good is answer X to question Y? For Q1 the answers are the actions, and each one's
 * approval is the amplified answer to Q2: the fixed decomposition asks three items of information
 * (rewards, lives, M1's value of the leaf), the emulator shows them, and their sum is the approval.
 *
 * @param lookAhead the emulators and the copies of M1 that answer the sub-questions
 */
public record Overseer(LookAhead lookAhead) implements AmplifiedReasoner {

  @Override
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

  @Override
  public QuestionTree explain(BestAction question, List<String> actionNames) {
    return tree(question, outcomes(question), actionNames);
  }

  private QuestionTree tree(BestAction question, Outcome[] outcomes, List<String> actionNames) {
    double[] policy =
        ChoiceModel.probabilities(
            lookAhead.policy().scores(new byte[][] {question.state().observation()})[0]);
    List<QuestionTree> values = new ArrayList<>();
    int approved = 0;
    int mode = 0;
    for (int a = 0; a < outcomes.length; a++) {
      values.add(tree(new ActionValue(question.state(), a), outcomes[a], actionNames));
      approved = outcomes[a].value() > outcomes[approved].value() ? a : approved;
      mode = policy[a] > policy[mode] ? a : mode;
    }
    String answer =
        RootLocale.format(
            "%s (p = %.2f); the overseer approves most of %s",
            actionNames.get(mode),
            policy[mode],
            outcomes[0].indifferent() ? "all alike" : actionNames.get(approved));
    long frames = values.stream().mapToLong(QuestionTree::frames).sum();
    return new QuestionTree(
        question.inWords(actionNames), "M1", answer, (double) mode, frames, values);
  }

  @Override
  public QuestionTree explain(ActionValue question, List<String> actionNames) {
    Outcome outcome = outcomes(new BestAction(question.state()))[question.action()];
    return tree(question, outcome, actionNames);
  }

  @Override
  public QuestionTree explainInformation(ActionValue about, List<String> actionNames) {
    return information(about, lookAhead.alone(about), actionNames);
  }

  private Outcome[] outcomes(BestAction question) {
    return lookAhead.outcomes(List.of(question.state())).get(0);
  }

  private QuestionTree tree(ActionValue question, Outcome outcome, List<String> names) {
    List<String> actionNames = held(names);
    double own =
        lookAhead.evaluator()
            .values(new byte[][] {question.state().observation()})[0][question.action()];
    QuestionTree unaided =
        QuestionTree.leaf(
            question.inWords(actionNames) + " (without looking)", "M1", number(own), own, 0);
    if (outcome.indifferent()) {
      return new QuestionTree(
          question.inWords(actionNames),
          "M2",
          "no different from the other actions: all lead to the same memory",
          null,
          outcome.frames(),
          List.of(unaided));
    }
    return new QuestionTree(
        question.inWords(actionNames),
        "M2",
        number(outcome.value()) + " = rewards + value of the state reached",
        outcome.value(),
        outcome.frames(),
        List.of(unaided, information(question, outcome, names)));
  }

  /** The fixed decomposition: Q3's answer is the same three items in every state. */
  private QuestionTree information(ActionValue about, Outcome outcome, List<String> actionNames) {
    long seen = outcome.framesToTheLeaf();
    List<QuestionTree> items = new ArrayList<>();
    for (Feature feature : List.of(new Feature.RewardSum(), new Feature.LivesLost())) {
      items.add(
          QuestionTree.leaf(
              inWords(about, feature, actionNames),
              "emulator",
              number(outcome.read(feature)),
              outcome.read(feature),
              items.isEmpty() ? seen : 0));
    }
    items.add(leafValue(about, outcome, actionNames));
    return new QuestionTree(
        new UsefulInformation(about.state(), about.action()).inWords(held(actionNames)),
        "fixed decomposition",
        "rewards, lives lost, value of the state reached",
        null,
        outcome.frames(),
        items);
  }

  /** M1's answer or, with levels left, M2's with what it asked; a future that is shared, once. */
  private QuestionTree leafValue(ActionValue about, Outcome outcome, List<String> actionNames) {
    boolean deeper = outcome.leaf() != null;
    List<QuestionTree> asked =
        deeper && !outcome.leaf().shared()
            ? List.of(
                tree(
                    new BestAction(outcome.leaf().state()), outcome.leaf().outcomes(), actionNames))
            : List.of();
    return new QuestionTree(
        inWords(about, new Feature.LeafValue(), actionNames),
        deeper ? "M2" : "M1",
        number(outcome.leafValue())
            + (deeper && outcome.leaf().shared() ? " (the same state as another action's)" : ""),
        outcome.leafValue(),
        outcome.frames() - outcome.framesToTheLeaf(),
        asked);
  }

  /** What the judged actions are called where they are taken for several steps. */
  private List<String> held(List<String> actionNames) {
    int steps = lookAhead.settings().actionSteps();
    return steps == 1
        ? actionNames
        : actionNames.stream().map(name -> name + " for " + steps + " agent steps").toList();
  }

  private String inWords(ActionValue about, Feature feature, List<String> actionNames) {
    Information item = new Information(feature, lookAhead.settings().horizonSteps());
    return new Consequence(about.state(), about.action(), item).inWords(actionNames);
  }

  private static String number(double value) {
    return RootLocale.format("%.3f", value);
  }
}
