package org.amplia.experiment.tabular;

import java.util.List;
import org.amplia.base.RandomStream;

/**
 * M1 for one question: a distribution over a domain of answers, with one parameter for each thing
 * that can be told apart, beside the overseer's exact approval of every answer.
 *
 * @param <A> an answer
 */
public sealed interface AnswerTable<A> permits ChoiceTable, TextTable, ProbabilityTable {
  /** The answer that M1 gives: where a distribution has one, its most probable answer. */
  A answer();

  /** An answer drawn from M1. */
  A sample(RandomStream random);

  /** An answer drawn from the domain, whatever M1 thinks of it. */
  A fromDomain(RandomStream random);

  /** M1's probability of an answer; on [0, 1] its density. */
  double probability(A answer);

  /** M2: how good the answer is, without noise. The best answer's approval is 1. */
  double approval(A answer);

  /**
   * Adds Σ weight · ∇ log p(answer) to the step that is being gathered; {@link Questions#move}
   * takes it.
   *
   * @param answers any, also the same several times
   * @param weights of either sign, one an answer
   */
  void gather(List<A> answers, double[] weights);

  /** 1 less the expected approval of an answer drawn from M1, exactly; 0 at the best answer. */
  double regret();
}
