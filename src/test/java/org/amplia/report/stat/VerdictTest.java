package org.amplia.report.stat;

import static org.assertj.core.api.Assertions.assertThat;

import org.amplia.report.stat.Statistics.Interval;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {
  @ParameterizedTest
  @CsvSource({
    // The whole interval on one side, however wide.
    "0.001, 9, YES",
    "-9, -0.001, NO",
    // An end at 0 is inside.
    "0, 0.5, NULL",
    "-0.5, 0, NULL",
    "0, 3, OPEN",
    "-3, 0, OPEN",
    // Half the width is below half a point, or not.
    "-0.49, 0.49, NULL",
    "-0.5, 0.5, OPEN",
    "-0.1, 0.89, NULL",
    "-0.1, 0.9, OPEN",
    "0, 0, NULL"
  })
  void anIntervalAnswers(double low, double high, Verdict verdict) {
    assertThat(Verdict.of(new Interval(low, high))).isEqualTo(verdict);
  }
}
