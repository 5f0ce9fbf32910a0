package org.amplia.overseer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.amplia.base.UserError;
import org.amplia.overseer.LookAheadSettings.Decomposition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LookAheadSettingsTest {
  @ParameterizedTest
  @CsvSource({
    "0, 1, 0.9, 1, FIXED, overseer.horizonSteps is 0: it must be 1 or more",
    "4, 0, 0.9, 1, FIXED, overseer.actionSteps is 0: it must be 1 … 4",
    "4, 5, 0.9, 1, FIXED, overseer.actionSteps is 5: it must be 1 … 4",
    "4, 1, 0, 1, FIXED, overseer.discount is 0.0: it must be above 0",
    "4, 1, 1.01, 1, FIXED, overseer.discount is 1.01: it must be above 0",
    "4, 1, NaN, 1, FIXED, overseer.discount is NaN: it must be above 0",
    "4, 1, 0.9, 0, FIXED, overseer.depth is 0: it must be 1 … 4",
    "4, 1, 0.9, 5, FIXED, overseer.depth is 5: it must be 1 … 4",
    "4, 2, 0.9, 1, LEARNED, overseer.actionSteps is 2: with overseer.decomposition=learned",
  })
  void whatCannotBeIsRefused(
      int horizon,
      int held,
      double discount,
      int depth,
      Decomposition decomposition,
      String message) {
    assertThatThrownBy(
            () -> new LookAheadSettings(horizon, held, discount, depth, decomposition, 0))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void theLeastAndTheMostAreAccepted() {
    assertThat(new LookAheadSettings(1, 1, 1, 4, Decomposition.FIXED, 0).learnsDecomposition())
        .isFalse();
    assertThat(new LookAheadSettings(4, 4, 0.01, 1, Decomposition.FIXED, 0).depth()).isOne();
    assertThat(new LookAheadSettings(1, 1, 1, 1, Decomposition.LEARNED, 0).learnsDecomposition())
        .isTrue();
    assertThat(new LookAheadSettings(12, 3, 0.9, 1, Decomposition.FIXED, 0).withDepth(3))
        .isEqualTo(new LookAheadSettings(12, 3, 0.9, 3, Decomposition.FIXED, 0));
  }
}
