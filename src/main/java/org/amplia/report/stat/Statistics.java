package org.amplia.report.stat;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Arrays;
import org.amplia.base.RandomStream;
import org.amplia.base.RandomStreams;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The statistics of Agarwal et al. 2021, "Deep Reinforcement Learning at the Edge of the
 * Statistical Precipice", for one game: the only stratum, so stratified resampling draws the seeds
 * of an arm with replacement. Given the same draws the numbers are those of the authors' library
 * rliable.
 */
public final class Statistics {
  /** Resamples behind an interval of a final score. */
  public static final int SCORE_DRAWS = 20_000;

  /** Resamples behind each point of a curve's band. */
  public static final int CURVE_DRAWS = 2_000;

  /** Fewer seeds than this are no published figure but an early look. */
  public static final int ENOUGH_SEEDS = 5;

  /** Seeds of each method behind the claim that one is better. */
  public static final int SEEDS_OF_A_CLAIM = 10;

  private static final double LOW = 0.025;
  private static final double HIGH = 0.975;

  private Statistics() {}

  /**
   * A confidence interval; in JSON an array {@code [low, high]}.
   *
   * @param low lower end, in the unit of the statistic
   * @param high upper end, at least {@code low}
   */
  @JsonFormat(shape = JsonFormat.Shape.ARRAY)
  @JsonPropertyOrder({"low", "high"})
  public record Interval(double low, double high) {}

  /** The fixed stream of every bootstrap interval: the same runs always give the same report. */
  public static RandomStream bootstrapStream() {
    return new RandomStreams(0).stream("report-bootstrap");
  }

  /**
   * The interquartile mean: the mean without the lowest and the highest ⌊n/4⌋ scores (scipy's
   * {@code trim_mean(scores, 0.25)}). Up to three scores it is the plain mean.
   *
   * @param scores at least one finite score, in any order
   * @throws IllegalArgumentException if there is none, or one is not finite
   */
  public static double interquartileMean(double[] scores) {
    check(scores);
    double[] sorted = scores.clone();
    Arrays.sort(sorted);
    int cut = sorted.length / 4;
    double sum = 0;
    // Pages ask for very many means of a few scores: an array of ND4J would take most of the time.
    for (int i = cut; i < sorted.length - cut; i++) {
      sum += sorted[i];
    }
    return sum / (sorted.length - 2 * cut);
  }

  /**
   * The 95 % percentile-bootstrap interval of {@link #interquartileMean}.
   *
   * @param scores one score a seed
   * @param draws how many resamples
   * @param stream gives n indices a draw
   */
  public static Interval interquartileMeanInterval(
      double[] scores, int draws, RandomStream stream) {
    return resampled(scores, scores.length / 4, draws, stream);
  }

  /** The 95 % percentile-bootstrap interval of the mean; as {@link #interquartileMeanInterval}. */
  static Interval meanInterval(double[] scores, int draws, RandomStream stream) {
    return resampled(scores, 0, draws, stream);
  }

  private static Interval resampled(double[] scores, int cut, int draws, RandomStream stream) {
    check(scores);
    double[][] resamples = new double[draws][scores.length];
    for (double[] resample : resamples) {
      for (int i = 0; i < resample.length; i++) {
        resample[i] = scores[stream.nextInt(scores.length)];
      }
      Arrays.sort(resample);
    }
    return percentileInterval(trimmedMeans(resamples, cut));
  }

  /**
   * The probability that a random seed of X scores more than a random seed of Y, ties counting
   * half: P(X &gt; Y) + ½ P(X = Y), the Mann–Whitney U divided by n·m.
   *
   * @return between 0 and 1; 0.5 for equal arms
   */
  public static double probabilityOfImprovement(double[] x, double[] y) {
    // A sum of halves is exact.
    return Arrays.stream(wins(x, y)).flatMapToDouble(Arrays::stream).sum()
        / ((double) x.length * y.length);
  }

  /**
   * The 95 % percentile-bootstrap interval of {@link #probabilityOfImprovement}; the two arms are
   * resampled independently.
   *
   * @param stream gives the indices of x, then those of y, for each draw
   */
  public static Interval probabilityOfImprovementInterval(
      double[] x, double[] y, int draws, RandomStream stream) {
    // A resample is a count of how often each seed was drawn, so its probability is the bilinear
    // form countsX · wins · countsY / (n m): two small products instead of draws × n × m compares.
    double[][] countsX = new double[draws][x.length];
    double[][] countsY = new double[draws][y.length];
    for (int draw = 0; draw < draws; draw++) {
      count(countsX[draw], stream);
      count(countsY[draw], stream);
    }
    try (INDArray wins = Nd4j.create(wins(x, y));
        INDArray xs = Nd4j.create(countsX);
        INDArray ys = Nd4j.create(countsY);
        INDArray weighted = xs.mmul(wins).muli(ys);
        INDArray sums = weighted.sum(1)) {
      return percentileInterval(sums.divi((double) x.length * y.length).toDoubleVector());
    }
  }

  /**
   * The q-quantile with linear interpolation between order statistics (numpy's default).
   *
   * @param values at least one, in any order
   * @param q between 0 and 1
   */
  public static double quantile(double[] values, double q) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double position = q * (sorted.length - 1);
    int below = (int) Math.floor(position);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (sorted[above] - sorted[below]) * (position - below);
  }

  /** Mean of every row without its first and last {@code cut} values; rows are sorted. */
  private static double[] trimmedMeans(double[][] rows, int cut) {
    int n = rows[0].length;
    try (INDArray matrix = Nd4j.create(rows);
        INDArray means =
            matrix.get(NDArrayIndex.all(), NDArrayIndex.interval(cut, n - cut)).mean(1)) {
      return means.toDoubleVector();
    }
  }

  /** [n, m]: 1 where x beats y, ½ at a tie, else 0. */
  private static double[][] wins(double[] x, double[] y) {
    check(x);
    check(y);
    double[][] wins = new double[x.length][y.length];
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < y.length; j++) {
        wins[i][j] = x[i] > y[j] ? 1 : x[i] == y[j] ? 0.5 : 0;
      }
    }
    return wins;
  }

  private static void count(double[] counts, RandomStream stream) {
    for (int i = 0; i < counts.length; i++) {
      counts[stream.nextInt(counts.length)]++;
    }
  }

  /** The middle 95 % of resampled statistics. */
  static Interval percentileInterval(double[] statistics) {
    return new Interval(quantile(statistics, LOW), quantile(statistics, HIGH));
  }

  private static void check(double[] scores) {
    if (scores.length == 0 || !Arrays.stream(scores).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException(
          "needs at least one score, all finite: " + Arrays.toString(scores));
    }
  }
}
