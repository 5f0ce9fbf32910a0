package org.amplia.cli.ask;

import java.nio.file.Path;
import java.util.List;
import org.amplia.explanation.ExplanationTree;
import org.amplia.question.Explanation;
import org.amplia.question.QuestionTree;

/**
 * Q6.
 *
 * @param action its name
 * @param explanations folder of the experiment that taught the judge
 * @param text the explanation, anybody's
 */
record ExplanationQualityQuestion(String action, Path explanations, String text)
    implements AskedQuestion {
  static final QuestionKind KIND =
      new QuestionKind(
          "explanation-quality",
          List.of(
              QuestionKind.Needed.ACTION,
              new QuestionKind.Needed(QuestionOptions.TEXT, "'lives-lost no in 16 by policy.'")),
          List.of(QuestionOptions.EXPLANATIONS),
          options ->
              new ExplanationQualityQuestion(options.action, options.explanations, options.text));

  @Override
  public QuestionTree ask(Moment moment) {
    return new ExplanationInquiry(moment, action, explanations)
        .ask(
            (taught, about, consequences) -> {
              Explanation read = taught.seen().vocabulary().read(text);
              return ExplanationTree.judge(
                  taught, read, consequences, about, moment.inquiry().actionNames());
            });
  }
}
