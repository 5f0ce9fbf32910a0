package org.amplia.decomposition.learn;

import org.amplia.base.RandomStream;
import org.amplia.base.RandomStreams;
import org.amplia.model.Dossier;
import org.amplia.model.InformationChooser;
import org.amplia.model.Judge;
import org.amplia.model.ReturnBins;
import org.amplia.net.Network;

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
  /**
   * One that knows nothing yet.
   *
   * @param bins of what is left of returns beside what is known
   */
  public static LearnedDecomposition fresh(
      Dossier dossier, ReturnBins bins, RandomStreams streams) {
    InformationChooser chooser =
        new InformationChooser(
            network(
                dossier,
                dossier.space().size(),
                streams.stream("decomposition.chooser.parameters")),
            dossier);
    Network judge =
        network(dossier, bins.count(), streams.stream("decomposition.judge.parameters"));
    return new LearnedDecomposition(dossier, new Judge(judge, bins), chooser, chooser.frozenCopy());
  }

  private static Network network(Dossier dossier, int outputs, RandomStream random) {
    return dossier.freshNetwork(
        DecompositionSettings.STANDARD.hiddenUnits(), outputs, Dossier.STATE_DROPOUT, random);
  }

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
