package org.amplia.cli.ask;

import java.nio.file.Path;
import org.amplia.question.Event;
import org.amplia.question.Question.EventProbability;
import org.amplia.question.QuestionTree;
import org.amplia.train.agent.EventModelsFolder;
import org.amplia.train.agent.TaughtEvents;

/**
 * How probable an event is, by what M1 has learned.
 *
 * @param action its name
 * @param horizonSteps agent steps, the action's own included
 * @param events folder of the experiment that taught it
 * @param learner by which update
 */
record LearnedEventQuestion(
    String action, Event event, int horizonSteps, Path events, String learner)
    implements AskedQuestion {
  @Override
  public QuestionTree ask(Moment moment) {
    EventProbability question =
        new EventProbability(moment.state(), moment.action(action), event, horizonSteps);
    try (TaughtEvents taught = new EventModelsFolder(events).read(moment.run())) {
      return taught.answer(learner, question, moment.inquiry().actionNames());
    }
  }
}
