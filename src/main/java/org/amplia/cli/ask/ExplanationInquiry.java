package org.amplia.cli.ask;

import java.nio.file.Path;
import org.amplia.cli.ask.AskedQuestion.Moment;
import org.amplia.cli.session.SurveyedRuns;
import org.amplia.explanation.TaughtExplainers;
import org.amplia.overseer.Consequences;
import org.amplia.question.Question.ActionValue;
import org.amplia.question.QuestionTree;
import org.amplia.train.agent.ExplainersFolder;

/**
 * Who is asked Q5 and Q6: those that an experiment has taught about a run's agent.
 *
 * @param moment who and what is asked
 * @param action its name
 * @param explanations folder of the experiment
 */
record ExplanationInquiry(Moment moment, String action, Path explanations) {
  /** A question about a state and an action. */
  @FunctionalInterface
  interface Asked {
    QuestionTree of(TaughtExplainers taught, ActionValue about, Consequences consequences);
  }

  QuestionTree ask(Asked question) {
    ActionValue about = new ActionValue(moment.state(), moment.action(action));
    try (TaughtExplainers taught = new ExplainersFolder(explanations).read(moment.run())) {
      return SurveyedRuns.survey(
          moment.run(), survey -> question.of(taught, about, survey.consequences()));
    }
  }
}
