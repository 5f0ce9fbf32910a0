package org.amplia.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class JensenShannonTest {
  @Test
  void divergenceIsZeroForTheSameAndLnTwoForWhatSharesNothing() {
    double[] one = {1, 0, 0};
    double[] other = {0, 0.5, 0.5};
    assertThat(JensenShannon.divergence(one, one)).isZero();
    assertThat(JensenShannon.divergence(one, other)).isCloseTo(Math.log(2), within(1e-12));
    // H(m) − (H(p) + H(q)) / 2 of (3/4, 1/4), (1/4, 3/4): ln 2 − H(1/4).
    double expected = Math.log(2) + 0.25 * Math.log(0.25) + 0.75 * Math.log(0.75);
    assertThat(JensenShannon.divergence(new double[] {0.75, 0.25}, new double[] {0.25, 0.75}))
        .isCloseTo(expected, within(1e-12));
  }
}
