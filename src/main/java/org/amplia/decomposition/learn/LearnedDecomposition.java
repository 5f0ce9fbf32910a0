package org.amplia.decomposition.learn;

import java.util.List;
import org.amplia.base.RandomStream;
import org.amplia.base.RandomStreams;
import org.amplia.model.Dossier;
import org.amplia.model.InformationChooser;
import org.amplia.model.Judge;
import org.amplia.model.ReturnBins;
import org.amplia.net.Network;
import org.amplia.overseer.PlayedFutures;
import org.amplia.question.Information;

/**
 * How M1 breaks Q2 up, where that is learned.
 *
 * @param dossier how cases are put to the networks
 * @param judge combines what was found out; about {@link Anchor#FINDINGS}
 * @param chooser answers Q3
 * @param demonstrated the clone of the fixed decomposition that the chooser began as
 * @param shape of the networks
 */
public record LearnedDecomposition(
    Dossier dossier,
    Judge judge,
    InformationChooser chooser,
    InformationChooser demonstrated,
    Shape shape)
    implements AutoCloseable {
  /**
   * Of the judge and the chooser.
   *
   * @param hiddenUnits width of the hidden layer
   * @param stateDropout share of the state's features that a step of learning does not see
   */
  public record Shape(int hiddenUnits, float stateDropout) {}

  /**
   * One that knows nothing yet.
   *
   * @param bins of what is left of returns beside what is known
   */
  public static LearnedDecomposition fresh(
      Dossier dossier, ReturnBins bins, Shape shape, RandomStreams streams) {
    InformationChooser chooser =
        new InformationChooser(
            network(
                dossier,
                dossier.space().size(),
                shape,
                streams.stream("decomposition.chooser.parameters")),
            dossier);
    Network judge =
        network(dossier, bins.count(), shape, streams.stream("decomposition.judge.parameters"));
    return new LearnedDecomposition(
        dossier, new Judge(judge, bins), chooser, chooser.frozenCopy(), shape);
  }

  private static Network network(Dossier dossier, int outputs, Shape shape, RandomStream random) {
    return dossier.freshNetwork(shape.hiddenUnits(), outputs, shape.stateDropout(), random);
  }

  /** The same with parameters of its own. */
  public LearnedDecomposition copy() {
    return new LearnedDecomposition(
        dossier,
        new Judge(judge.network().copy(), judge.bins()),
        chooser.frozenCopy(),
        demonstrated.frozenCopy(),
        shape);
  }

  /**
   * What cases come to in the light of what has been looked up: the anchor, and what the judge
   * expects to be missing. One discounted return a number.
   *
   * @param numbers of the cases
   * @param known items that have been looked up, one list a number
   */
  public double[] values(CaseFile file, List<Integer> numbers, List<List<Information>> known) {
    double[] values = judge.values(file.dossiers(dossier, numbers, known));
    for (int i = 0; i < values.length; i++) {
      values[i] += file.anchor(numbers.get(i), known.get(i));
    }
    return values;
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
   * @param futures whose mean is z
   * @param referenceSteps agent steps of each
   * @param framePrice λ, nats per 1,000 emulator frames
   */
  public record Teaching(PlayedFutures futures, int referenceSteps, double framePrice) {}
}
