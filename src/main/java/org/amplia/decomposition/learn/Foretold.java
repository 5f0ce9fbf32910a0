package org.amplia.decomposition.learn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.amplia.model.ReturnBins;
import org.amplia.overseer.EventFrequency;

/**
 * How probable somebody held it that something happens, and how often it did.
 *
 * @param probabilities 0 … 1
 * @param happened one a probability
 */
public record Foretold(List<Double> probabilities, List<EventFrequency> happened) {
  private static final int QUARTILES = 4;

  /**
   * What a judge foretells of every case: does it come to more than a quarter, a half, three
   * quarters of the cases?
   *
   * @param distributions one per case, over bins of what its anchor leaves unexplained
   * @param anchors one per case
   * @param references what the cases came to
   */
  static Foretold of(
      ReturnBins bins, double[][] distributions, double[] anchors, double[] references) {
    double[] sorted = references.clone();
    Arrays.sort(sorted);
    List<Double> probabilities = new ArrayList<>();
    List<EventFrequency> happened = new ArrayList<>();
    for (int quarter = 1; quarter < QUARTILES; quarter++) {
      double least = sorted[quarter * sorted.length / QUARTILES];
      for (int i = 0; i < references.length; i++) {
        probabilities.add(bins.above(distributions[i], least - anchors[i]));
        happened.add(new EventFrequency(references[i] > least ? 1 : 0, 1, 0));
      }
    }
    return new Foretold(probabilities, happened);
  }
}
