package org.amplia.model;

import java.util.List;
import org.amplia.net.Adam;

/**
 * M1 for one kind of question: to each question a distribution over the answers of a domain. The
 * post's "select the answer that the overseer approves most of", whatever the domain: this is all
 * that an update needs of it.
 *
 * @param <A> the type of an answer
 */
public interface AnswerModel<A> extends AnswerDistribution<A>, AutoCloseable {
  /** The logarithm of the probability (density) of an answer to each question, nats. */
  double[] logProbabilities(byte[][] questions, List<A> answers);

  /**
   * One gradient step up the mean over the answers of weight · log p(answer).
   *
   * @param questions one per answer; a question may come more than once
   * @param weights one per answer; a negative one lowers its probability
   */
  void raise(byte[][] questions, List<A> answers, double[] weights, Adam optimiser);

  /** A copy that stays as it is while this one is trained; whoever asks for it closes it. */
  AnswerModel<A> frozenCopy();

  @Override
  void close();
}
