package org.amplia.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.amplia.experiment.Calibration.Bin;
import org.amplia.overseer.EventFrequency;
import org.junit.jupiter.api.Test;

class CalibrationTest {
  private static EventFrequency happened(int times) {
    return new EventFrequency(times, 4, 0);
  }

  /** By hand. */
  @Test
  void theScoresAreTheirDefinitions() {
    Calibration measured =
        Calibration.of(List.of(0.5, 0.55, 1.0), List.of(happened(1), happened(4), happened(4)));
    double logScore = (Math.log(0.5) + Math.log(0.55) + Math.log(0.999)) / 3;
    assertThat(measured.logScore()).isCloseTo(logScore, within(1e-12));
    double brier = ((0.25 * 0.25 + 0.75 * 0.25) + 0.45 * 0.45 + 0) / 3;
    assertThat(measured.brier()).isCloseTo(brier, within(1e-12));
    assertThat(measured.bins())
        .usingRecursiveFieldByFieldElementComparator()
        .hasSize(2)
        .contains(new Bin(1, 1.0, 1.0));
    Bin middle = measured.bins().get(0);
    assertThat(middle.questions()).isEqualTo(2);
    assertThat(middle.meanAnswer()).isCloseTo(0.525, within(1e-12));
    assertThat(middle.frequency()).isCloseTo(0.625, within(1e-12));
    assertThat(measured.expectedError()).isCloseTo(2.0 / 3 * 0.1, within(1e-12));
  }

  /** The log score and Brier's are proper: nothing scores more than the frequencies themselves. */
  @Test
  void theFrequenciesThemselvesScoreMost() {
    List<EventFrequency> all = List.of(happened(0), happened(1), happened(2), happened(4));
    List<Double> frequencies = all.stream().map(EventFrequency::frequency).toList();
    Calibration best = Calibration.of(frequencies, all);
    assertThat(best.expectedError()).isZero();
    for (double shift : new double[] {-0.1, -0.01, 0.01, 0.1}) {
      List<Double> others =
          frequencies.stream().map(f -> Math.max(0, Math.min(1, f + shift))).toList();
      Calibration other = Calibration.of(others, all);
      assertThat(other.logScore()).isLessThan(best.logScore());
      assertThat(other.brier()).isGreaterThan(best.brier());
    }
  }
}
