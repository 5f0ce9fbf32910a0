package org.amplia.experiment.tabular;

import java.util.List;
import java.util.Locale;
import org.amplia.base.RandomStream;
import org.amplia.model.AnswerDistribution;

/**
 * M1 for one question: a distribution over a domain of answers, with one parameter for each thing
 * that can be told apart, beside the overseer's exact approval of every answer.
 *
 * @param <A> an answer
 */
public sealed interface AnswerTable<A> extends AnswerDistribution<A>
    permits ChoiceTable, TextTable, ProbabilityTable {
  /** The answer that M1 gives: where a distribution has one, its most probable answer. */
  A mode();

  /** An answer drawn from M1. */
  A sample(RandomStream random);

  @Override
  default List<A> modes(byte[][] question) {
    return List.of(mode());
  }

  @Override
  default List<A> samples(byte[][] question, RandomStream random) {
    return List.of(sample(random));
  }

  /** M1's probability of an answer; on [0, 1] its density. */
  double probability(A answer);

  /** M2: how good the answer is, without noise. The best answer's approval is 1. */
  double approval(A answer);

  /**
   * One gradient step up Σ weight · log p(answer).
   *
   * @param answers any, also the same several times
   * @param weights of either sign, one per answer
   */
  void raise(List<A> answers, double[] weights);

  /** 1 minus the expected approval of an answer drawn from M1, exactly; 0 at the best answer. */
  double regret();

  /** What M1 answers before anything is learned: what it was shown by people. */
  public enum Start {
    /** Nothing was shown: every answer is as probable as any other. */
    UNIFORM,
    /** The best answer is the one given most. */
    GOOD,
    /** A middling answer is given nearly always. */
    SUBOPTIMAL;

    /** For people and files. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
