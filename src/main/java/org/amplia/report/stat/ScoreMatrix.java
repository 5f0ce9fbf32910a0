package org.amplia.report.stat;

import java.util.Arrays;

/**
 * The scores of one method on several games, and the aggregates of Agarwal et al. 2021 over them.
 * The numbers are those of the authors' library rliable to 1e-9 (a test compares them).
 *
 * @param scores [runs][games], all finite; runs of one row need not belong together. Scores of
 *     different games must be on one scale, e.g. human-normalised
 */
record ScoreMatrix(double[][] scores) {
  /** Refuses what is empty, ragged or not finite. */
  ScoreMatrix {
    boolean good =
        scores.length > 0
            && scores[0].length > 0
            && Arrays.stream(scores).allMatch(row -> row.length == scores[0].length)
            && Arrays.stream(scores).flatMapToDouble(Arrays::stream).allMatch(Double::isFinite);
    if (!good) {
      throw new IllegalArgumentException("needs the same number of finite scores in every run");
    }
  }

  int runs() {
    return scores.length;
  }

  int games() {
    return scores[0].length;
  }

  /** The mean of the middle half of all scores of all games. */
  double interquartileMean() {
    return Statistics.interquartileMean(
        Arrays.stream(scores).flatMapToDouble(Arrays::stream).toArray());
  }

  /** The mean over games of each game's mean over runs. */
  double mean() {
    return Arrays.stream(gameMeans()).average().orElseThrow();
  }

  /** The median over games of each game's mean over runs. */
  double median() {
    return Statistics.quantile(gameMeans(), 0.5);
  }

  /**
   * By how much the runs fall short of {@code target} on average; what is above it counts as
   * reaching it.
   */
  double optimalityGap(double target) {
    return target
        - Arrays.stream(scores)
            .flatMapToDouble(Arrays::stream)
            .map(score -> Math.min(score, target))
            .average()
            .orElseThrow();
  }

  /**
   * A point of the performance profile (the score distribution): the share of all runs on all games
   * that scored more than {@code threshold}.
   */
  double shareAbove(double threshold) {
    return Arrays.stream(scores)
        .flatMapToDouble(Arrays::stream)
        .map(score -> score > threshold ? 1 : 0)
        .average()
        .orElseThrow();
  }

  /**
   * The mean over games of {@link Statistics#probabilityOfImprovement}.
   *
   * @throws IllegalArgumentException if the other has another number of games
   */
  double probabilityOfImprovementOver(ScoreMatrix other) {
    if (games() != other.games()) {
      throw new IllegalArgumentException(games() + " games against " + other.games());
    }
    double sum = 0;
    for (int game = 0; game < games(); game++) {
      sum += Statistics.probabilityOfImprovement(game(game), other.game(game));
    }
    return sum / games();
  }

  /**
   * Other runs of the same games.
   *
   * @param drawn [runs][games]: which run of that game comes there
   */
  ScoreMatrix resampled(int[][] drawn) {
    double[][] resample = new double[drawn.length][games()];
    for (int run = 0; run < drawn.length; run++) {
      for (int game = 0; game < games(); game++) {
        resample[run][game] = scores[drawn[run][game]][game];
      }
    }
    return new ScoreMatrix(resample);
  }

  private double[] game(int game) {
    return Arrays.stream(scores).mapToDouble(run -> run[game]).toArray();
  }

  private double[] gameMeans() {
    double[] means = new double[games()];
    for (int game = 0; game < means.length; game++) {
      means[game] = Arrays.stream(game(game)).average().orElseThrow();
    }
    return means;
  }
}
