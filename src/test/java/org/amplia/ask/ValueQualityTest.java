package org.amplia.ask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ValueQualityTest {
  /** Two actions; the second comes to more in the first two states, the first in the others. */
  private static final double[] CAME = {0, 1, 0, 2, 3, 0, 4, 1};

  @Test
  void whoKnowsEverythingGainsWhatThereIsToGain() {
    ValueQuality quality = ValueQuality.of(CAME, CAME, new int[] {0, 0, 0, 0});
    assertThat(quality.kendallTau()).isEqualTo(1);
    // 1 + 2 + 0 + 0 over four states.
    assertThat(quality.decisionGain()).isEqualTo(0.75);
    assertThat(ValueQuality.of(CAME, CAME, ValueQuality.best(CAME, 2)).decisionGain()).isZero();
  }

  @Test
  void whoSaysTheOppositeLosesIt() {
    double[] opposite = new double[CAME.length];
    for (int i = 0; i < CAME.length; i++) {
      opposite[i] = -CAME[i];
    }
    ValueQuality quality = ValueQuality.of(opposite, CAME, ValueQuality.best(CAME, 2));
    assertThat(quality.kendallTau()).isEqualTo(-1);
    assertThat(quality.decisionGain()).isEqualTo(-(1 + 2 + 3 + 3) / 4.0);
  }

  /** Errors of deviation σ about a bias: log σ + ½ log 2πe nats, whatever the bias. */
  @Test
  void theDensityIsThatOfTheErrors() {
    Random random = new Random(5);
    int states = 40_000;
    double[] values = new double[2 * states];
    double[] came = new double[2 * states];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextGaussian();
      came[i] = values[i] + 7 + 0.25 * random.nextGaussian();
    }
    double expected = Math.log(0.25) + 0.5 * Math.log(2 * Math.PI * Math.E);
    assertThat(ValueQuality.of(values, came, new int[states]).nll())
        .isCloseTo(expected, within(0.02));
  }
}
