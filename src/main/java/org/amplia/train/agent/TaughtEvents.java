package org.amplia.train.agent;

import java.util.List;
import java.util.Map;
import org.amplia.base.RootLocale;
import org.amplia.base.Spelling;
import org.amplia.base.UserError;
import org.amplia.model.ProbabilityModel;
import org.amplia.question.Event;
import org.amplia.question.Question.EventProbability;
import org.amplia.question.QuestionTree;

/**
 * M1 after it has learned how probable an event is, by each of the updates.
 *
 * @param event asked for in every question
 * @param horizonSteps agent steps, the action's own included
 * @param byUpdate the models by how they learned: {@code imitation}, {@code reinforce}, {@code
 *     mixed}
 */
public record TaughtEvents(Event event, int horizonSteps, Map<String, ProbabilityModel> byUpdate)
    implements AutoCloseable {
  /**
   * M1's own answer: no frame is played.
   *
   * @param update which of the models answers
   * @param actionNames a name for each action
   * @throws UserError if there is no such model, or the question is about something else than was
   *     taught
   */
  public QuestionTree answer(String update, EventProbability question, List<String> actionNames) {
    if (!byUpdate.containsKey(update)) {
      throw Spelling.unknown("learner", update, byUpdate.keySet());
    }
    if (question.event() != event || question.horizonSteps() != horizonSteps) {
      throw UserError.of(
          "M1 was taught about another event or horizon: ask about event %s and horizon %d",
          event.label(), horizonSteps);
    }
    byte[] asked = ProbabilityModel.question(question.state().observation(), question.action());
    double answer = byUpdate.get(update).modes(new byte[][] {asked}).get(0);
    return QuestionTree.leaf(
        question.inWords(actionNames), "M1", RootLocale.format("%.3f", answer), answer, 0);
  }

  @Override
  public void close() {
    byUpdate.values().forEach(ProbabilityModel::close);
  }
}
