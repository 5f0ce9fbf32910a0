package org.amplia.cli;

import java.util.List;
import org.amplia.question.Event;
import org.amplia.question.Question.EventProbability;
import org.amplia.question.QuestionTree;

/**
 * How probable an event is.
 *
 * @param action its name
 * @param horizonSteps agent steps, the action's own included
 * @param rollouts futures that are played
 */
record EventProbabilityQuestion(String action, Event event, int horizonSteps, int rollouts)
    implements AskedQuestion {
  private static final int LONGEST_STEPS = 1000;
  private static final int MOST_ROLLOUTS = 10_000;

  static final QuestionKind KIND =
      new QuestionKind(
          "event-probability",
          List.of(
              QuestionKind.Needed.ACTION,
              new QuestionKind.Needed(QuestionOptions.EVENT, "point-scored"),
              new QuestionKind.Needed(QuestionOptions.HORIZON, "16")),
          List.of(QuestionOptions.ROLLOUTS),
          EventProbabilityQuestion::of);

  private static EventProbabilityQuestion of(QuestionOptions options) {
    OptionRange.check(QuestionOptions.HORIZON, options.horizonSteps, LONGEST_STEPS);
    OptionRange.check(QuestionOptions.ROLLOUTS, options.rollouts, MOST_ROLLOUTS);
    return new EventProbabilityQuestion(
        options.action, Event.named(options.event), options.horizonSteps, options.rollouts);
  }

  @Override
  public QuestionTree ask(Moment moment) {
    return moment
        .inquiry()
        .ask(
            new EventProbability(moment.state(), moment.action(action), event, horizonSteps),
            rollouts);
  }
}
