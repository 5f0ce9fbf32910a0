package org.amplia.report.stat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.amplia.base.Json;
import org.amplia.base.RandomStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Beside rliable: {@code rliable.json} was written by {@code
 * benchmarks/parity/rliable_statistics.py}, which gave rliable the draws stored in it.
 */
class ScoreMatrixTest {
  private static final Offset<Double> EXACT = within(1e-9);

  record Reference(
      Map<String, String> versions, double gamma, double[] thresholds, List<DataSet> dataSets) {}

  record DataSet(
      String name,
      double[][] x,
      double[][] y,
      List<String> drawsX,
      List<String> drawsY,
      double[] aggregates,
      List<Interval> aggregateIntervals,
      double[] profile,
      List<Interval> profileIntervals,
      double probabilityOfImprovement,
      Interval probabilityOfImprovementInterval) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final Reference REFERENCE = reference();

  private static Reference reference() {
    try (InputStream in = ScoreMatrixTest.class.getResourceAsStream("rliable.json")) {
      return Json.MAPPER.readValue(in, Reference.class);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static Stream<DataSet> dataSets() {
    return REFERENCE.dataSets().stream();
  }

  @Test
  void theReferenceHoldsRliablesOwnArraysAndTwoMore() {
    assertThat(REFERENCE.versions()).containsEntry("rliable", "1.2.0");
    assertThat(dataSets().map(DataSet::name))
        .containsExactly("rliable-tests", "atari-shaped", "unequal");
    assertThat(dataSets().map(set -> set.drawsX().size())).allMatch(count -> count == 50);
  }

  @ParameterizedTest
  @MethodSource("dataSets")
  void aggregatesAndTheirIntervalsAreRliables(DataSet set) {
    List<ToDoubleFunction<ScoreMatrix>> statistics =
        List.of(
            ScoreMatrix::interquartileMean,
            ScoreMatrix::mean,
            ScoreMatrix::median,
            matrix -> matrix.optimalityGap(REFERENCE.gamma()));
    assertThat(set.aggregates()).hasSize(statistics.size());
    for (int i = 0; i < statistics.size(); i++) {
      compare(set, statistics.get(i), set.aggregates()[i], set.aggregateIntervals().get(i));
    }
  }

  @ParameterizedTest
  @MethodSource("dataSets")
  void performanceProfilesAreRliables(DataSet set) {
    for (int i = 0; i < REFERENCE.thresholds().length; i++) {
      double threshold = REFERENCE.thresholds()[i];
      compare(
          set,
          matrix -> matrix.shareAbove(threshold),
          set.profile()[i],
          set.profileIntervals().get(i));
    }
  }

  @ParameterizedTest
  @MethodSource("dataSets")
  void probabilitiesOfImprovementAreRliables(DataSet set) {
    ScoreMatrix x = new ScoreMatrix(set.x());
    ScoreMatrix y = new ScoreMatrix(set.y());
    assertThat(x.probabilityOfImprovementOver(y)).isCloseTo(set.probabilityOfImprovement(), EXACT);
    assertEqual(
        StratifiedBootstrap.interval(
            x,
            y,
            ScoreMatrix::probabilityOfImprovementOver,
            draws(set.drawsX(), x),
            draws(set.drawsY(), y)),
        set.probabilityOfImprovementInterval());
  }

  @Test
  void drawsAreOfEveryRunAndForEveryGameByItself() {
    ScoreMatrix matrix = new ScoreMatrix(new double[][] {{0, 10}, {1, 11}, {2, 12}});
    List<int[][]> draws = StratifiedBootstrap.draws(matrix, 300, new RandomStream(7));
    int[] counts = new int[3];
    int together = 0;
    for (int[][] draw : draws) {
      assertThat(draw).hasDimensions(3, 2);
      for (int[] row : draw) {
        counts[row[0]]++;
        together += row[0] == row[1] ? 1 : 0;
      }
      ScoreMatrix resample = matrix.resampled(draw);
      for (double[] row : resample.scores()) {
        assertThat(row[0]).isBetween(0.0, 2.0);
        assertThat(row[1]).isBetween(10.0, 12.0);
      }
    }
    // Of 900 rows a third each: six standard deviations are 85.
    assertThat(Arrays.stream(counts)).allMatch(count -> count >= 215 && count <= 385);
    assertThat(together).isBetween(215, 385);
  }

  @Test
  void whatIsNoMatrixIsRefused() {
    for (double[][] bad :
        List.of(
            new double[0][0],
            new double[][] {{}},
            new double[][] {{1, 2}, {1}},
            new double[][] {{Double.NaN}})) {
      assertThatThrownBy(() -> new ScoreMatrix(bad)).isInstanceOf(IllegalArgumentException.class);
    }
    ScoreMatrix one = new ScoreMatrix(new double[][] {{1}});
    ScoreMatrix two = new ScoreMatrix(new double[][] {{1, 2}});
    assertThatThrownBy(() -> one.probabilityOfImprovementOver(two))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void compare(
      DataSet set, ToDoubleFunction<ScoreMatrix> statistic, double point, Interval interval) {
    ScoreMatrix x = new ScoreMatrix(set.x());
    assertThat(statistic.applyAsDouble(x)).isCloseTo(point, EXACT);
    assertEqual(StratifiedBootstrap.interval(x, statistic, draws(set.drawsX(), x)), interval);
  }

  private static void assertEqual(Interval ours, Interval theirs) {
    assertThat(ours.low()).isCloseTo(theirs.low(), EXACT);
    assertThat(ours.high()).isCloseTo(theirs.high(), EXACT);
  }

  private static List<int[][]> draws(List<String> digits, ScoreMatrix matrix) {
    return digits.stream()
        .map(
            text -> {
              int[][] draw = new int[matrix.runs()][matrix.games()];
              for (int i = 0; i < text.length(); i++) {
                draw[i / matrix.games()][i % matrix.games()] = text.charAt(i) - '0';
              }
              return draw;
            })
        .toList();
  }
}
