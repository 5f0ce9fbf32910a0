package org.amplia.model;

import java.util.List;
import org.amplia.base.RandomStream;

/**
 * A distribution over the answers of a domain for each question: what an update draws the answers
 * from that the overseer is asked about. A network has one, and so has a table.
 *
 * @param <A> the type of an answer
 */
public interface AnswerDistribution<A> {
  /** An answer to each question, drawn from M1's distribution. */
  List<A> samples(byte[][] questions, RandomStream random);

  /** M1's answer to each question: the most probable one. */
  List<A> modes(byte[][] questions);

  /** An answer drawn from the domain without asking M1, as evenly as the domain allows. */
  A anyAnswer(RandomStream random);

  /**
   * Every answer there is, if they are few.
   *
   * @throws UnsupportedOperationException if they cannot be listed
   */
  default List<A> domain() {
    throw new UnsupportedOperationException("the answers of this domain cannot be listed");
  }
}
