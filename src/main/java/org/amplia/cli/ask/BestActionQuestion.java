package org.amplia.cli.ask;

import java.util.List;
import org.amplia.question.QuestionTree;

/** Q1. */
public record BestActionQuestion() implements AskedQuestion {
  static final QuestionKind KIND =
      new QuestionKind(
          "best-action",
          List.of(),
          List.of(QuestionOptions.DEPTH),
          options -> new BestActionQuestion());

  @Override
  public QuestionTree ask(Moment moment) {
    return moment.inquiry().ask(moment.state());
  }
}
