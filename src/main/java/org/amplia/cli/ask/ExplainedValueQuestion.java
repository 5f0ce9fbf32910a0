package org.amplia.cli.ask;

import java.nio.file.Path;
import java.util.List;
import org.amplia.base.Spelling;
import org.amplia.explanation.ExplanationTree;
import org.amplia.question.QuestionTree;

/**
 * Q5.
 *
 * @param action its name
 * @param explanations folder of the experiment that taught to explain
 * @param explainer which of those that it taught is asked
 */
record ExplainedValueQuestion(String action, Path explanations, String explainer)
    implements AskedQuestion {
  static final QuestionKind KIND =
      new QuestionKind(
          "explained-value",
          List.of(QuestionKind.Needed.ACTION),
          List.of(QuestionOptions.EXPLANATIONS, QuestionOptions.EXPLAINER),
          options ->
              new ExplainedValueQuestion(options.action, options.explanations, options.explainer));

  @Override
  public QuestionTree ask(Moment moment) {
    return new ExplanationInquiry(moment, action, explanations)
        .ask(
            (taught, about, consequences) -> {
              if (!taught.byArm().containsKey(explainer)) {
                throw Spelling.unknown("explainer", explainer, taught.byArm().keySet());
              }
              return ExplanationTree.explain(
                  taught, explainer, consequences, about, moment.inquiry().actionNames());
            });
  }
}
