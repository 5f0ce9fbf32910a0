package org.amplia.train.agent;

import org.amplia.base.RandomStreams;
import org.amplia.decomposition.learn.DecompositionSettings;
import org.amplia.decomposition.learn.LearnedDecomposition;
import org.amplia.model.Dossier;
import org.amplia.model.InformationChooser;
import org.amplia.model.Judge;
import org.amplia.model.ReturnBins;
import org.amplia.net.Network;

/** The networks of a decomposition that knows nothing yet. */
public final class FreshDecomposition {
  private FreshDecomposition() {}

  /**
   * One.
   *
   * @param bins of what is left of returns beside what is known
   */
  public static LearnedDecomposition of(Dossier dossier, ReturnBins bins, RandomStreams streams) {
    int items = dossier.space().size();
    InformationChooser chooser = chooser(dossier, items, streams);
    return new LearnedDecomposition(
        dossier,
        new Judge(network(dossier, bins.count(), "decomposition.judge.parameters", streams), bins),
        chooser,
        chooser.frozenCopy());
  }

  private static InformationChooser chooser(Dossier dossier, int items, RandomStreams streams) {
    return new InformationChooser(
        network(dossier, items, "decomposition.chooser.parameters", streams), dossier);
  }

  private static Network network(
      Dossier dossier, int outputs, String stream, RandomStreams streams) {
    return dossier.freshNetwork(
        DecompositionSettings.STANDARD.hiddenUnits(),
        outputs,
        Dossier.STATE_DROPOUT,
        streams.stream(stream));
  }
}
