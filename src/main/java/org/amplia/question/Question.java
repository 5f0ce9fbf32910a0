package org.amplia.question;

import java.util.List;
import java.util.stream.Collectors;
import org.amplia.base.RootLocale;
import org.amplia.base.UserError;
import org.amplia.observe.GameState;

/**
 * What can be asked about a state of a game. {@code A} is the type of the answer.
 *
 * <p>The numbers are the post's: Q1 is {@link BestAction}, Q2 {@link ActionValue}, Q3 {@link
 * UsefulInformation}, Q4 {@link Usefulness}, Q5 {@link ExplainedValue}, Q6 {@link
 * ExplanationQuality}; {@link Consequence} is what Q3's answer leads to and the emulator answers.
 */
public sealed interface Question<A> {
  /** The state S. */
  GameState state();

  /**
   * The question in words.
   *
   * @param actionNames a name for each action
   */
  String inWords(List<String> actionNames);

  /**
   * Q1: what is a good action from S? The answer is an action's index, or where {@code planSteps}
   * actions in a row are asked for, the number of such a plan.
   */
  record BestAction(GameState state, int planSteps) implements Question<Integer> {
    /** For one action. */
    public BestAction(GameState state) {
      this(state, 1);
    }

    @Override
    public String inWords(List<String> actionNames) {
      return planSteps == 1
          ? "What is a good action from this state?"
          : "What is a good plan of " + planSteps + " actions from this state?";
    }
  }

  /** Q2: how good is it to take {@code action} from S? The answer is a discounted return. */
  record ActionValue(GameState state, int action) implements Question<Double> {
    @Override
    public String inWords(List<String> actionNames) {
      return "How good is it to take " + actionNames.get(action) + "?";
    }
  }

  /** Q2 of a plan: how good is it to take these actions from S, one after the other? */
  record PlanValue(GameState state, List<Integer> actions) implements Question<Double> {
    @Override
    public String inWords(List<String> actionNames) {
      return "How good is it to take " + tried(actionNames) + "?";
    }

    /** The plan in words. */
    public String tried(List<String> actionNames) {
      return actions.stream().map(actionNames::get).collect(Collectors.joining(", "));
    }
  }

  /**
   * Q3: what is the most useful information about the consequences of {@code action} from S for
   * somebody who knows {@code known} already?
   */
  record UsefulInformation(GameState state, int action, List<Finding> known)
      implements Question<Information> {
    /** For somebody who knows nothing yet. */
    public UsefulInformation(GameState state, int action) {
      this(state, action, List.of());
    }

    @Override
    public String inWords(List<String> actionNames) {
      return "What is the most useful "
          + (known.isEmpty() ? "" : "further ")
          + "information about the consequences of "
          + actionNames.get(action)
          + "?";
    }
  }

  /**
   * Q4: how useful is {@code information}, one item or several, about the consequences of {@code
   * action} in S for somebody who knows {@code known} already? The answer is in nats.
   */
  record Usefulness(GameState state, int action, List<Finding> known, List<Information> information)
      implements Question<Double> {
    /** Of one item. */
    public Usefulness(GameState state, int action, List<Finding> known, Information information) {
      this(state, action, known, List.of(information));
    }

    @Override
    public String inWords(List<String> actionNames) {
      return "How useful is it to know "
          + information.stream().map(Information::label).collect(Collectors.joining(" and "))
          + " about "
          + actionNames.get(action)
          + "?";
    }
  }

  /** What does {@code information} read when {@code action} is taken from S? */
  record Consequence(GameState state, int action, Information information)
      implements Question<Double> {
    @Override
    public String inWords(List<String> actionNames) {
      return information.inWords();
    }
  }

  /**
   * What is the probability that {@code event} happens within {@code horizonSteps} agent steps when
   * {@code action} is taken from S? The action's own step counts. The answer is in 0 … 1.
   */
  record EventProbability(GameState state, int action, Event event, int horizonSteps)
      implements Question<Double> {
    /** Checks the horizon. */
    public EventProbability {
      if (horizonSteps < 1) {
        throw new UserError(
            "the horizon of an event is " + horizonSteps + " agent steps: it must be 1 or more");
      }
    }

    @Override
    public String inWords(List<String> actionNames) {
      return RootLocale.format(
          "What is the probability that %s within %d agent steps after %s?",
          event.inWords(), horizonSteps, actionNames.get(action));
    }
  }

  /**
   * Q5: how good is it to take {@code action} from S, with an explanation by somebody who has found
   * out {@code known}? The answer is the explanation; the number is what follows from it.
   */
  record ExplainedValue(GameState state, int action, List<Finding> known)
      implements Question<Explanation> {
    @Override
    public String inWords(List<String> actionNames) {
      return "How good is it to take " + actionNames.get(action) + ", with an explanation?";
    }
  }

  /**
   * Q6: how good is that explanation? The answer is in nats: what it tells of the return, less a
   * price for what is false in it and for its length.
   */
  record ExplanationQuality(GameState state, int action, Explanation explanation)
      implements Question<Double> {
    @Override
    public String inWords(List<String> actionNames) {
      return "How good an explanation is \"" + explanation.text() + "\"?";
    }
  }
}
