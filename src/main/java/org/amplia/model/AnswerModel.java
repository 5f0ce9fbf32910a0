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
  /** How strongly the answers to a question are to be raised, by what M1 thinks of them now. */
  @FunctionalInterface
  interface Weighing {
    /**
     * The weight of ∇ log p of each answer.
     *
     * @param question its place in the step
     * @param logProbabilities of its answers now, nats
     */
    double[] weights(int question, double[] logProbabilities);
  }

  /** The logarithm of the probability (density) of an answer to each question, nats. */
  double[] logProbabilities(byte[][] questions, List<A> answers);

  /**
   * One gradient step up the mean over the questions of Σ weight · log p(answer) − β ·
   * KL(p‖p_start) + η · H(p).
   *
   * @param answers to each question, any number; an answer may come more than once
   * @param weighing of either sign
   * @param leash β and η
   * @param start the same kind of model as the round began with; not asked if β is 0
   */
  void raise(
      byte[][] questions,
      List<List<A>> answers,
      Weighing weighing,
      Leash leash,
      AnswerModel<A> start,
      Adam optimiser);

  /** A copy that stays as it is while this one is trained; whoever asks for it closes it. */
  AnswerModel<A> frozenCopy();

  @Override
  void close();
}
