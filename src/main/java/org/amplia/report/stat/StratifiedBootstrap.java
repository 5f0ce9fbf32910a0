package org.amplia.report.stat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;
import org.amplia.base.RandomStream;

/**
 * The stratified percentile bootstrap of Agarwal et al. 2021: runs are drawn with replacement, for
 * every game (stratum) by itself, games stay as they are. Given the same draws the intervals are
 * those of the authors' library rliable.
 */
final class StratifiedBootstrap {
  private StratifiedBootstrap() {}

  /**
   * Draws of runs.
   *
   * @return {@code count} arrays [runs][games] of indices of runs
   */
  static List<int[][]> draws(ScoreMatrix matrix, int count, RandomStream stream) {
    List<int[][]> draws = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int[][] draw = new int[matrix.runs()][matrix.games()];
      for (int[] row : draw) {
        for (int game = 0; game < row.length; game++) {
          row[game] = stream.nextInt(matrix.runs());
        }
      }
      draws.add(draw);
    }
    return draws;
  }

  /** The 95 % interval of a statistic of one method. */
  static Interval interval(
      ScoreMatrix matrix, ToDoubleFunction<ScoreMatrix> statistic, List<int[][]> draws) {
    return Statistics.percentileInterval(
        draws.stream()
            .mapToDouble(draw -> statistic.applyAsDouble(matrix.resampled(draw)))
            .toArray());
  }

  /**
   * The 95 % interval of a statistic of two methods, which are resampled independently.
   *
   * @param drawsX of {@code x}
   * @param drawsY of {@code y}, as many
   */
  static Interval interval(
      ScoreMatrix x,
      ScoreMatrix y,
      ToDoubleBiFunction<ScoreMatrix, ScoreMatrix> statistic,
      List<int[][]> drawsX,
      List<int[][]> drawsY) {
    double[] statistics = new double[drawsX.size()];
    for (int i = 0; i < statistics.length; i++) {
      statistics[i] =
          statistic.applyAsDouble(x.resampled(drawsX.get(i)), y.resampled(drawsY.get(i)));
    }
    return Statistics.percentileInterval(statistics);
  }
}
