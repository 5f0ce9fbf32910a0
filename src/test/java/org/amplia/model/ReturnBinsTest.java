package org.amplia.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ReturnBinsTest {
  private final ReturnBins bins = new ReturnBins(new double[] {0, 1, 3});
  private final double[] probabilities = {0.5, 0.3, 0.2};

  @Test
  void whatIsAboveAValueIsSpreadHalfWayToTheNeighbours() {
    // Bins reach from −0.5 to 0.5, to 2 and to 4.
    assertThat(bins.above(probabilities, -1)).isCloseTo(1, within(1e-12));
    assertThat(bins.above(probabilities, 0)).isCloseTo(0.75, within(1e-12));
    assertThat(bins.above(probabilities, 0.5)).isCloseTo(0.5, within(1e-12));
    assertThat(bins.above(probabilities, 1.25)).isCloseTo(0.35, within(1e-12));
    assertThat(bins.above(probabilities, 3)).isCloseTo(0.1, within(1e-12));
    assertThat(bins.above(probabilities, 4)).isZero();
  }
}
