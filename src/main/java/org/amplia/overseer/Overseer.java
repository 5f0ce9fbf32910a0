package org.amplia.overseer;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.amplia.model.Plans;
import org.amplia.observe.GameState;
import org.amplia.question.Feature;
import org.amplia.question.Information;
import org.amplia.question.Question;
import org.amplia.question.Question.ActionValue;
import org.amplia.question.Question.BestAction;
import org.amplia.question.Question.Consequence;
import org.amplia.question.Question.PlanValue;
import org.amplia.question.Question.UsefulInformation;
import org.amplia.question.QuestionTree;

/**
 * M2: how good is answer X to question Y? For Q1 the answers are the actions, or plans of several,
 * and each one's approval is the amplified answer to Q2: the fixed decomposition asks three items
 * of information (rewards, lives, M1's value of the leaf), the emulator shows them, and their sum
 * is the approval.
 */
public final class Overseer implements AmplifiedReasoner {
  private final LookAhead lookAhead;
  private final Transcript transcript;

  /**
   * An overseer.
   *
   * @param lookAhead the emulators and the copies of M1 that answer the sub-questions
   */
  public Overseer(LookAhead lookAhead) {
    this.lookAhead = lookAhead;
    transcript = new Transcript(lookAhead.policy(), lookAhead.evaluator());
  }

  @Override
  public List<Approvals> approvals(List<BestAction> questions) {
    return byOutcomes(lookAhead.outcomes(states(questions)));
  }

  @Override
  public List<Approvals> approvals(List<BestAction> questions, List<int[]> answers) {
    return byOutcomes(lookAhead.outcomes(states(questions), answers));
  }

  private static List<GameState> states(List<BestAction> questions) {
    return questions.stream().map(BestAction::state).toList();
  }

  private static List<Approvals> byOutcomes(List<Outcome[]> all) {
    List<Approvals> approvals = new ArrayList<>();
    for (Outcome[] outcomes : all) {
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
  public QuestionTree explain(Question<?> question, List<String> actionNames) {
    if (question instanceof BestAction asked) {
      return asked.planSteps() == 1
          ? tree(asked, outcomes(asked.state()), actionNames)
          : ofPlans(asked, actionNames);
    }
    if (question instanceof ActionValue asked) {
      return tree(asked, outcomes(asked.state())[asked.action()], actionNames);
    }
    if (question instanceof PlanValue asked) {
      int plan = plans().of(asked.actions());
      return tree(asked, outcomes(asked.state(), plan)[0], actionNames);
    }
    if (question instanceof UsefulInformation asked && asked.known().isEmpty()) {
      ActionValue about = new ActionValue(asked.state(), asked.action());
      String tried = held(actionNames).get(asked.action());
      return information(asked.state(), tried, lookAhead.alone(about), actionNames);
    }
    throw new IllegalArgumentException(
        "a fixed decomposition does not answer " + question.inWords(actionNames));
  }

  private Plans plans() {
    return lookAhead.policy().plans();
  }

  private Outcome[] outcomes(GameState state) {
    return lookAhead.outcomes(List.of(state)).get(0);
  }

  private Outcome[] outcomes(GameState state, int... answers) {
    return lookAhead.outcomes(List.of(state), List.of(answers)).get(0);
  }

  private QuestionTree tree(BestAction question, Outcome[] outcomes, List<String> actionNames) {
    List<QuestionTree> values = new ArrayList<>();
    for (int a = 0; a < outcomes.length; a++) {
      values.add(tree(new ActionValue(question.state(), a), outcomes[a], actionNames));
    }
    return transcript.bestAction(question, approvals(outcomes), values, 0, actionNames);
  }

  /** Of all plans there is asked about one for each first action: M1's most probable. */
  private QuestionTree ofPlans(BestAction question, List<String> actionNames) {
    GameState state = question.state();
    int[] asked = transcript.likeliestPlans(state);
    Outcome[] outcomes = outcomes(state, asked);
    List<QuestionTree> values = new ArrayList<>();
    for (int i = 0; i < asked.length; i++) {
      values.add(tree(new PlanValue(state, plans().actionsOf(asked[i])), outcomes[i], actionNames));
    }
    return transcript.bestPlan(question, asked, approvals(outcomes), values, actionNames);
  }

  private static double[] approvals(Outcome[] outcomes) {
    return outcomes[0].indifferent()
        ? new double[0]
        : Stream.of(outcomes).mapToDouble(Outcome::value).toArray();
  }

  private QuestionTree tree(ActionValue question, Outcome outcome, List<String> actionNames) {
    QuestionTree unaided = transcript.unaided(question, held(actionNames));
    String tried = held(actionNames).get(question.action());
    return tree(question, unaided, tried, outcome, actionNames);
  }

  /** What M1 says of it without looking is its value of the first action. */
  private QuestionTree tree(PlanValue question, Outcome outcome, List<String> actionNames) {
    ActionValue first = new ActionValue(question.state(), question.actions().get(0));
    String tried = question.tried(held(actionNames));
    return tree(question, transcript.unaided(first, actionNames), tried, outcome, actionNames);
  }

  private QuestionTree tree(
      Question<Double> question,
      QuestionTree unaided,
      String tried,
      Outcome outcome,
      List<String> actionNames) {
    if (outcome.indifferent()) {
      return transcript.indifferent(question, unaided, outcome.frames(), held(actionNames));
    }
    return new QuestionTree(
        question.inWords(held(actionNames)),
        "M2",
        QuestionTree.number(outcome.value())
            + " = rewards + value of the state reached"
            + stopped(outcome),
        outcome.value(),
        outcome.frames(),
        List.of(unaided, information(question.state(), tried, outcome, actionNames)));
  }

  /** Why it was not looked at to the horizon. */
  private static String stopped(Outcome outcome) {
    return switch (outcome.stop()) {
      case HORIZON -> "";
      case BEHIND -> "; too far behind after " + outcome.steps() + " agent steps to look on";
      case ALONE -> "; the only one left after " + outcome.steps() + " agent steps";
    };
  }

  /** The fixed decomposition: Q3's answer is the same three items in every state. */
  private QuestionTree information(
      GameState state, String tried, Outcome outcome, List<String> actionNames) {
    List<QuestionTree> items =
        List.of(
            QuestionTree.shown(
                inWords(state, new Feature.RewardSum(), outcome, actionNames),
                outcome.rewardSum(),
                outcome.framesToTheLeaf()),
            QuestionTree.shown(
                inWords(state, new Feature.LivesLost(), outcome, actionNames),
                outcome.livesLost(),
                0),
            leafValue(state, outcome, actionNames));
    return new QuestionTree(
        new UsefulInformation(state, 0).inWords(List.of(tried)),
        "fixed decomposition",
        "rewards, lives lost, value of the state reached",
        null,
        outcome.frames(),
        items);
  }

  /** M1's answer or, with levels left, M2's with what it asked; a future that is shared, once. */
  private QuestionTree leafValue(GameState state, Outcome outcome, List<String> actionNames) {
    boolean deeper = outcome.leaf() != null;
    List<QuestionTree> asked =
        deeper && !outcome.leaf().shared()
            ? List.of(
                tree(
                    new BestAction(outcome.leaf().state()), outcome.leaf().outcomes(), actionNames))
            : List.of();
    return new QuestionTree(
        inWords(state, new Feature.LeafValue(), outcome, actionNames),
        deeper ? "M2" : "M1",
        QuestionTree.number(outcome.leafValue())
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

  private String inWords(
      GameState state, Feature feature, Outcome outcome, List<String> actionNames) {
    int steps =
        outcome.stop() == Outcome.Stop.HORIZON
            ? lookAhead.settings().horizonSteps()
            : outcome.steps();
    Information item = new Information(feature, steps);
    return new Consequence(state, 0, item).inWords(actionNames);
  }
}
