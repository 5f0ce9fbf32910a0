package org.amplia.cli.ask;

import java.util.List;
import org.amplia.question.QuestionTree;

/** Q3. */
record UsefulInformationQuestion(String action) implements AskedQuestion {
  static final QuestionKind KIND =
      new QuestionKind(
          "useful-information",
          List.of(QuestionKind.Needed.ACTION),
          List.of(),
          options -> new UsefulInformationQuestion(options.action));

  @Override
  public QuestionTree ask(Moment moment) {
    return moment.inquiry().askForInformation(moment.state(), moment.action(action));
  }
}
