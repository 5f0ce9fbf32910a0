package org.amplia.decomposition.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.amplia.base.UserError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecompositionSettingsTest {
  private static DecompositionSettings settings(
      int[] whole, double framePrice, double learningRate) {
    return new DecompositionSettings(
        whole[0],
        framePrice,
        whole[1],
        whole[2],
        whole[3],
        whole[4],
        whole[5],
        whole[6],
        whole[7],
        learningRate);
  }

  /** The least that each may be; three phases take three steps. */
  private static int[] least() {
    return new int[] {1, 2, 1, 1, 3, 3, 1, 1};
  }

  @Test
  void theLeastThatMayBeIsAccepted() {
    assertThatCode(() -> settings(least(), 0, 1)).doesNotThrowAnyException();
    assertThatCode(() -> settings(least(), 1e6, 1e-9)).doesNotThrowAnyException();
    int[] onePhase = least();
    onePhase[5] = 1;
    assertThatCode(() -> settings(onePhase, 0, 1)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "0, items is 0: it must be 1 or more",
    "1, bins is 1: it must be 2 or more",
    "2, hiddenUnits is 0: it must be 1 or more",
    "3, judgeSteps is 0: it must be 1 or more",
    "4, chooserSteps is 2: it must be 3 or more",
    "6, candidates is 0: it must be 1 or more",
    "7, batchSize is 0: it must be 1 or more"
  })
  void oneLessIsRefused(int which, String message) {
    int[] whole = least();
    whole[which]--;
    assertThatThrownBy(() -> settings(whole, 0, 1))
        .isInstanceOf(UserError.class)
        .hasMessage(message);
  }

  @Test
  void noPhasePricesBelowNothingAndRatesOutsideAreRefused() {
    int[] noPhase = least();
    noPhase[5] = 0;
    assertThatThrownBy(() -> settings(noPhase, 0, 1)).hasMessageContaining("phases is 0");
    for (double price : new double[] {-0.1, 1.1e6, Double.NaN}) {
      assertThatThrownBy(() -> settings(least(), price, 1)).hasMessageContaining("framePrice is");
    }
    for (double rate : new double[] {0, 1.1, Double.NaN}) {
      assertThatThrownBy(() -> settings(least(), 0, rate)).hasMessageContaining("learningRate is");
    }
  }

  @Test
  void theRestStaysAsItIs() {
    DecompositionSettings standard = DecompositionSettings.STANDARD;
    assertThat(standard.learning(7, 50, 0.5))
        .isEqualTo(new DecompositionSettings(2, 0.5, 24, 64, 7, 50, 15, 8, 64, 1e-3));
    assertThat(standard.withItems(5))
        .isEqualTo(new DecompositionSettings(5, 1, 24, 64, 2000, 300, 15, 8, 64, 1e-3));
  }
}
