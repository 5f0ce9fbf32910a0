package org.amplia.experiment.tabular;

import org.amplia.base.RandomStream;

/**
 * M2 as it is heard.
 *
 * @param noise standard deviation of what is added to every approval, independently; 0 for none
 */
public record NoisyOverseer(double noise) {
  <A> double approval(AnswerTable<A> table, A answer, RandomStream random) {
    double exact = table.approval(answer);
    return noise == 0 ? exact : exact + noise * random.nextGaussian();
  }
}
