package org.amplia.report.stat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.amplia.base.RandomStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * The expected intervals were computed by rliable 1.2.0 (arch 7.2.0, scipy 1.17.1, numpy 2.4.6):
 * {@code get_interval_estimates(…, reps=200)} with {@code numpy.random.choice} replaced by a Python
 * copy of SplitMix64 from state 42 and of Java's {@code nextInt(bound)}, so that both resample the
 * same seeds.
 */
class StatisticsTest {
  private static final Offset<Double> EXACT = within(1e-9);
  private static final double[] A = {10.53, 12.217, 7.011, 13.742, 9.519, 11.003, -3.258};
  private static final double[] B = {8.013, 9.519, 7.011, 10.237, 30.171};

  @Test
  void interquartileMeanIsScipysTrimmedMean() {
    assertThat(Statistics.interquartileMean(A)).isCloseTo(10.056, EXACT);
    assertThat(Statistics.interquartileMean(B)).isCloseTo(9.256333333333332, EXACT);
    // By hand: of eight scores the two lowest and the two highest go.
    assertThat(Statistics.interquartileMean(new double[] {100, 1, 2, 3, 4, 5, 6, -100}))
        .isCloseTo(3.5, EXACT);
    assertThat(Statistics.interquartileMean(new double[] {1, 2, 6})).isCloseTo(3, EXACT);
    assertThat(Statistics.interquartileMean(new double[] {-7})).isEqualTo(-7);
  }

  @Test
  void intervalsOfTheMeanAreRliables() {
    Interval a = Statistics.interquartileMeanInterval(A, 200, new RandomStream(42));
    assertThat(a.low()).isCloseTo(4.098625, EXACT);
    assertThat(a.high()).isCloseTo(12.5842, EXACT);
    Interval b = Statistics.interquartileMeanInterval(B, 200, new RandomStream(42));
    assertThat(b.low()).isCloseTo(7.67065, EXACT);
    assertThat(b.high()).isCloseTo(23.526333333333337, EXACT);
  }

  @Test
  void probabilityOfImprovementIsMannWhitney() {
    // By hand: 18 wins and 2 ties of 35 comparisons.
    assertThat(Statistics.probabilityOfImprovement(A, B)).isCloseTo(19 / 35.0, EXACT);
    assertThat(Statistics.probabilityOfImprovement(B, A)).isCloseTo(16 / 35.0, EXACT);
    assertThat(Statistics.probabilityOfImprovement(A, A)).isCloseTo(0.5, EXACT);
  }

  @Test
  void intervalOfTheProbabilityIsRliables() {
    Interval interval =
        Statistics.probabilityOfImprovementInterval(A, B, 200, new RandomStream(42));
    assertThat(interval.low()).isCloseTo(0.22785714285714298, EXACT);
    assertThat(interval.high()).isCloseTo(0.9146428571428572, EXACT);
  }

  @Test
  void equalScoresHaveAnIntervalOfNoWidth() {
    double[] equal = {4, 4, 4, 4};
    assertThat(Statistics.interquartileMeanInterval(equal, 100, Statistics.bootstrapStream()))
        .isEqualTo(new Interval(4, 4));
    assertThat(
            Statistics.probabilityOfImprovementInterval(
                equal, equal, 100, Statistics.bootstrapStream()))
        .isEqualTo(new Interval(0.5, 0.5));
  }

  @Test
  void quantilesInterpolateLikeNumpy() {
    double[] values = {4, 1, 3, 2};
    assertThat(Statistics.quantile(values, 0)).isEqualTo(1);
    assertThat(Statistics.quantile(values, 0.25)).isCloseTo(1.75, EXACT);
    assertThat(Statistics.quantile(values, 1)).isEqualTo(4);
  }

  @Test
  void nothingAndNotANumberAreRefused() {
    assertThatThrownBy(() -> Statistics.interquartileMean(new double[0]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Statistics.probabilityOfImprovement(A, new double[] {Double.NaN}))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
