package org.amplia.cli.ask;

import java.util.List;
import org.amplia.base.UserError;
import org.amplia.cli.option.OptionRange;
import org.amplia.question.Event;
import org.amplia.question.Question.EventProbability;
import org.amplia.question.QuestionTree;

/**
 * How probable an event is, by how often it happens in futures that are played.
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
          List.of(QuestionOptions.ROLLOUTS, QuestionOptions.EVENTS, QuestionOptions.LEARNER),
          EventProbabilityQuestion::of);

  private static AskedQuestion of(QuestionOptions options) {
    OptionRange.check(QuestionOptions.HORIZON, options.horizonSteps, LONGEST_STEPS);
    OptionRange.check(QuestionOptions.ROLLOUTS, options.rollouts, MOST_ROLLOUTS);
    Event event = Event.named(options.event);
    if (options.isGiven(QuestionOptions.EVENTS)) {
      refuse(options, QuestionOptions.ROLLOUTS, "plays futures, which M1 does not: leave it out");
      return new LearnedEventQuestion(
          options.action, event, options.horizonSteps, options.events, options.learner);
    }
    refuse(options, QuestionOptions.LEARNER, "names an M1: say with --events where it learned");
    return new EventProbabilityQuestion(
        options.action, event, options.horizonSteps, options.rollouts);
  }

  private static void refuse(QuestionOptions options, String option, String why) {
    if (options.isGiven(option)) {
      throw new UserError(option + " " + why);
    }
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
