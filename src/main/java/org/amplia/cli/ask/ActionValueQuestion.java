package org.amplia.cli.ask;

import java.util.List;
import org.amplia.question.QuestionTree;

/** Q2. */
record ActionValueQuestion(String action) implements AskedQuestion {
  static final QuestionKind KIND =
      new QuestionKind(
          "action-value",
          List.of(QuestionKind.Needed.ACTION),
          List.of(QuestionOptions.DEPTH),
          options -> new ActionValueQuestion(options.action));

  @Override
  public QuestionTree ask(Moment moment) {
    return moment.inquiry().ask(moment.state(), moment.action(action));
  }
}
