package org.amplia.explanation;

import java.util.Map;
import org.amplia.explanation.Critic.Prices;
import org.amplia.model.Explainer;

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
  @Override
  public void close() {
    byArm.values().forEach(Explainer::close);
    critic.judge().close();
    fresh.judge().close();
  }
}
