package org.amplia.update;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.amplia.base.RandomStream;
import org.amplia.model.AnswerDistribution;

/**
 * An update that needs the overseer's approval of a few answers only, so that it serves domains of
 * any size: one action of three, one item of information of thousands, a probability, a text. It
 * says which answers the overseer is to be asked about, and from their approvals how strongly the
 * probability of each is to be raised.
 */
public sealed interface SamplingUpdate extends AnswerUpdate
    permits ImitationUpdate, ReinforceUpdate, MixedUpdate {
  /**
   * How many answers to each question the overseer is asked about.
   *
   * @param samples how many are drawn, 1 or more
   */
  int candidateCount(int samples);

  /**
   * The answers that the overseer is asked about.
   *
   * @param samples how many are drawn, 1 or more
   * @return for each question {@link #candidateCount} answers, in an order that {@link #weights}
   *     knows
   */
  <A> List<List<A>> candidates(
      AnswerDistribution<A> model, byte[][] questions, int samples, RandomStream random);

  /**
   * The weight of ∇ log p of each answer.
   *
   * @param approvals of one question's candidates, in their order
   * @param logProbabilities of the candidates under M1 when they were chosen, nats
   * @param reference their log probabilities under the leash's policy
   */
  double[] weights(double[] approvals, double[] logProbabilities, double[] reference);

  /** The same without a leash and a bonus for entropy. */
  default double[] weights(double[] approvals) {
    double[] alike = new double[approvals.length];
    return weights(approvals, alike, alike);
  }

  /**
   * The post's updates by their names, in an order to show them in.
   *
   * @param leash of REINFORCE's part
   */
  static Map<String, SamplingUpdate> byName(Leash leash) {
    ImitationUpdate imitation = new ImitationUpdate(0, Leash.OFF);
    ReinforceUpdate reinforce = new ReinforceUpdate(0, true, leash);
    Map<String, SamplingUpdate> updates = new LinkedHashMap<>();
    updates.put("imitation", imitation);
    updates.put("reinforce", reinforce);
    updates.put("mixed", new MixedUpdate(imitation, reinforce, 0.5));
    return Collections.unmodifiableMap(updates);
  }
}
