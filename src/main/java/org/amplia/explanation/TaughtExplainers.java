package org.amplia.explanation;

import java.util.List;
import java.util.Map;
import org.amplia.decomposition.Anchor;
import org.amplia.decomposition.CaseFile;
import org.amplia.model.Explainer;
import org.amplia.overseer.Consequences;
import org.amplia.question.Explanation;
import org.amplia.question.Question.ActionValue;
import org.amplia.question.QuestionTree;

/**
 * M1 after it has learned to answer Q5, in each of the ways that it was taught, and who answers Q6.
 *
 * @param byArm the explainers by how they learned: {@code demonstrated} (the demonstrator's clone),
 *     {@code imitation}, {@code reinforce}, {@code mixed}
 * @param seen what they look up before they speak
 * @param critic Q6, by the judge that knows how they write
 * @param fresh Q6 by a judge that has met none of them
 * @param prices what texts are charged
 * @param referenceSteps agent steps of the look-ahead that says what a case comes to
 */
public record TaughtExplainers(
    Map<String, Explainer> byArm,
    Seen seen,
    Critic critic,
    Critic fresh,
    Prices prices,
    int referenceSteps)
    implements AutoCloseable {
  /**
   * Asks Q5, and Q6 about the answer.
   *
   * @param arm which of the explainers answers
   * @param actionNames a name for each action
   */
  public QuestionTree explain(
      String arm, Consequences consequences, ActionValue about, List<String> actionNames) {
    return new ExplanationTree(this, alone(consequences, about), actionNames).explained(arm);
  }

  /**
   * Asks Q6 about anybody's text.
   *
   * @param actionNames a name for each action
   */
  public QuestionTree judge(
      Explanation text, Consequences consequences, ActionValue about, List<String> actionNames) {
    return new ExplanationTree(this, alone(consequences, about), actionNames).judged(text);
  }

  private CaseFile alone(Consequences consequences, ActionValue about) {
    return CaseFile.of(consequences, about, referenceSteps, Anchor.NONE);
  }

  @Override
  public void close() {
    byArm.values().forEach(Explainer::close);
    critic.judge().close();
    fresh.judge().close();
  }
}
