package org.amplia.report.stat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.DeserializationFeature;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.amplia.base.Json;
import org.amplia.base.RandomStream;
import org.amplia.report.stat.Statistics.Interval;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code rliable.json} was written by {@code benchmarks/parity/rliable_statistics.py}, which gave
 * rliable the draws stored in it. The other expected intervals were computed by rliable 1.2.0 (arch
 * 7.2.0, scipy 1.17.1, numpy 2.4.6): {@code get_interval_estimates(…, reps=200)} with {@code
 * numpy.random.choice} replaced by a Python copy of SplitMix64 from state 42 and of Java's {@code
 * nextInt(bound)}, so that both resample the same seeds.
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

  private record Reference(Map<String, String> versions, List<DataSet> dataSets) {}

  /** Scores [runs][games] of two methods, and what rliable makes of them. */
  record DataSet(
      String name,
      double[][] x,
      double[][] y,
      List<String> drawsX,
      List<String> drawsY,
      double[] aggregates,
      List<Interval> aggregateIntervals,
      double probabilityOfImprovement,
      Interval probabilityOfImprovementInterval) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<DataSet> dataSets() throws IOException {
    try (InputStream in = StatisticsTest.class.getResourceAsStream("rliable.json")) {
      Reference reference =
          Json.MAPPER
              .readerFor(Reference.class)
              .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
              .readValue(in);
      assertThat(reference.versions()).containsEntry("rliable", "1.2.0");
      assertThat(reference.dataSets().stream().map(DataSet::name))
          .containsExactly("rliable-tests", "atari-shaped", "unequal");
      assertThat(reference.dataSets()).allMatch(set -> set.drawsX().size() == 50);
      return reference.dataSets().stream();
    }
  }

  /** Over several games the interquartile mean is that of all scores; games are drawn apart. */
  @ParameterizedTest
  @MethodSource("dataSets")
  void interquartileMeansOfSeveralGamesAreRliables(DataSet set) {
    assertThat(Statistics.interquartileMean(all(set.x()))).isCloseTo(set.aggregates()[0], EXACT);
    assertEqual(
        Statistics.percentileInterval(
            set.drawsX().stream()
                .mapToDouble(draw -> Statistics.interquartileMean(all(resampled(set.x(), draw))))
                .toArray()),
        set.aggregateIntervals().get(0));
  }

  @ParameterizedTest
  @MethodSource("dataSets")
  void probabilitiesOfImprovementOverSeveralGamesAreRliables(DataSet set) {
    assertThat(improvement(set.x(), set.y())).isCloseTo(set.probabilityOfImprovement(), EXACT);
    assertEqual(
        Statistics.percentileInterval(
            IntStream.range(0, set.drawsX().size())
                .mapToDouble(
                    i ->
                        improvement(
                            resampled(set.x(), set.drawsX().get(i)),
                            resampled(set.y(), set.drawsY().get(i))))
                .toArray()),
        set.probabilityOfImprovementInterval());
  }

  private static double[] all(double[][] scores) {
    return Arrays.stream(scores).flatMapToDouble(Arrays::stream).toArray();
  }

  private static double improvement(double[][] x, double[][] y) {
    return IntStream.range(0, x[0].length)
        .mapToDouble(game -> Statistics.probabilityOfImprovement(game(x, game), game(y, game)))
        .average()
        .orElseThrow();
  }

  private static double[] game(double[][] scores, int game) {
    return Arrays.stream(scores).mapToDouble(run -> run[game]).toArray();
  }

  /** Which run of a game comes there: a digit for each. */
  private static double[][] resampled(double[][] scores, String digits) {
    int games = scores[0].length;
    double[][] resample = new double[scores.length][games];
    for (int i = 0; i < digits.length(); i++) {
      resample[i / games][i % games] = scores[digits.charAt(i) - '0'][i % games];
    }
    return resample;
  }

  private static void assertEqual(Interval ours, Interval theirs) {
    assertThat(ours.low()).isCloseTo(theirs.low(), EXACT);
    assertThat(ours.high()).isCloseTo(theirs.high(), EXACT);
  }
}
