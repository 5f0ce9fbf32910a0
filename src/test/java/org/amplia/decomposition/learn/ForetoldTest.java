package org.amplia.decomposition.learn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.amplia.experiment.Calibration;
import org.amplia.model.ReturnBins;
import org.amplia.overseer.EventFrequency;
import org.junit.jupiter.api.Test;

class ForetoldTest {
  private static final double[] CAME = {0, 1, 2, 3};
  private final ReturnBins bins = ReturnBins.even(-1, 1, 3);

  /** Who knows what comes says 1 of what comes and 0 of what does not. */
  @Test
  void whoKnowsWhatComesIsRightAboutEveryQuarter() {
    double[] certain = {0, 1, 0};
    double[][] distributions = {certain, certain, certain, certain};
    Foretold foretold = Foretold.of(bins, distributions, new double[] {0, 0.4, 1.5, 2.5}, CAME);
    assertThat(foretold.happened().stream().map(EventFrequency::frequency))
        .containsExactly(0.0, 0.0, 1.0, 1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0);
    assertThat(foretold.probabilities().subList(4, 8)).containsExactly(0.0, 0.0, 0.0, 1.0);
    assertThat(brier(foretold)).isLessThan(1e-9);
  }

  @Test
  void whoKnowsNothingIsWorse() {
    double[] anything = {1 / 3.0, 1 / 3.0, 1 / 3.0};
    double[][] distributions = {anything, anything, anything, anything};
    Foretold foretold = Foretold.of(bins, distributions, new double[] {1.5, 1.5, 1.5, 1.5}, CAME);
    assertThat(List.copyOf(foretold.probabilities().subList(4, 8)))
        .allSatisfy(p -> assertThat(p).isBetween(0.3, 0.4));
    assertThat(brier(foretold)).isBetween(0.1, 0.4);
  }

  /** A quarter is one of what the cases came to, in whatever order they are. */
  @Test
  void theOrderOfTheCasesMakesNoDifference() {
    double[] certain = {0, 1, 0};
    double[][] distributions = {certain, certain, certain, certain};
    Foretold foretold =
        Foretold.of(
            bins, distributions, new double[] {2.5, 0, 1.5, 0.4}, new double[] {3, 0, 2, 1});
    assertThat(foretold.happened().stream().map(EventFrequency::frequency))
        .containsExactly(1.0, 0.0, 1.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
    assertThat(brier(foretold)).isLessThan(1e-9);
  }

  private static double brier(Foretold foretold) {
    return Calibration.of(foretold.probabilities(), foretold.happened()).brier();
  }
}
