package org.amplia.decomposition.learn;

import org.amplia.model.Dossier;
import org.amplia.model.InformationChooser;
import org.amplia.model.Judge;

/**
 * How M1 breaks Q2 up, where that is learned.
 *
 * @param dossier how cases are put to the networks
 * @param judge combines what was found out; about {@link Anchor#FINDINGS}
 * @param chooser answers Q3
 * @param demonstrated the clone of the fixed decomposition that the chooser began as
 */
public record LearnedDecomposition(
    Dossier dossier, Judge judge, InformationChooser chooser, InformationChooser demonstrated)
    implements AutoCloseable {
  /** The same with parameters of its own. */
  public LearnedDecomposition copy() {
    return new LearnedDecomposition(
        dossier,
        new Judge(judge.network().copy(), judge.bins()),
        chooser.frozenCopy(),
        demonstrated.frozenCopy());
  }

  @Override
  public void close() {
    judge.close();
    chooser.close();
    demonstrated.close();
  }

  /**
   * What decides Q4 besides the judge.
   *
   * @param referenceSteps agent steps of the look-ahead whose value is z
   * @param framePrice λ, nats per 1,000 emulator frames
   */
  public record Teaching(int referenceSteps, double framePrice) {}
}
