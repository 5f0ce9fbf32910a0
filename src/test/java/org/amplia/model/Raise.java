package org.amplia.model;

import java.util.List;
import org.amplia.net.Adam;

/** Steps on one answer to each question, without a leash. */
final class Raise {
  private Raise() {}

  static <A> void answers(
      AnswerModel<A> model, byte[][] questions, List<A> answers, double[] weights, Adam optimiser) {
    model.raise(
        questions,
        answers.stream().map(List::of).toList(),
        (question, logProbabilities) -> new double[] {weights[question]},
        Leash.OFF,
        model,
        optimiser);
  }
}
