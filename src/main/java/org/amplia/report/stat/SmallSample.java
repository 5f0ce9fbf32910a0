package org.amplia.report.stat;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.amplia.report.stat.Statistics.Interval;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * 95 % intervals that cover with few seeds. How often they do is in {@code docs/protocol.md} and
 * tested by simulation.
 */
final class SmallSample {
  private static final double UPPER = 0.975;

  /** The 97.5 % quantile of the normal distribution. */
  private static final double Z = 1.959963984540054;

  private static final int BISECTIONS = 60;

  /** Of Student's t, by degrees of freedom: there is one for every number of seeds. */
  private static final Map<Integer, Double> QUANTILES = new ConcurrentHashMap<>();

  private SmallSample() {}

  /**
   * The interval of a mean: Student's t.
   *
   * @param scores two or more
   */
  static Interval mean(double[] scores) {
    return trimmedMean(scores, 0);
  }

  /**
   * The interval of {@link Statistics#interquartileMean}: the t interval of a trimmed mean, from
   * the winsorised sum of squares (Tukey and McLaughlin 1963). Up to three scores nothing is
   * trimmed, and it is the t interval of the mean.
   *
   * @param scores two or more
   */
  static Interval interquartileMean(double[] scores) {
    return trimmedMean(scores, scores.length / 4);
  }

  private static Interval trimmedMean(double[] scores, int cut) {
    double[] sorted = scores.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    int kept = n - 2 * cut;
    double centre = Arrays.stream(sorted, cut, n - cut).average().orElseThrow();
    // What is cut counts as its neighbour: the sample is winsorised.
    Arrays.fill(sorted, 0, cut, sorted[cut]);
    Arrays.fill(sorted, n - cut, n, sorted[n - cut - 1]);
    double mean = Arrays.stream(sorted).average().orElseThrow();
    double squares = Arrays.stream(sorted).map(x -> (x - mean) * (x - mean)).sum();
    double half = quantile(kept - 1) * Math.sqrt(squares / (kept * (kept - 1.0)));
    return new Interval(centre - half, centre + half);
  }

  /**
   * The interval of {@link Statistics#probabilityOfImprovement}: Newcombe 2006, "Confidence
   * intervals for an effect size measure based on the Mann–Whitney statistic. Part 2", method 5. As
   * Wilson's interval of a proportion it holds every probability from which the observed one is at
   * most 1.96 standard errors away, the error being that of this probability; so it has a width at
   * 0 and 1 too.
   */
  static Interval probabilityOfImprovement(double[] x, double[] y) {
    double observed = Statistics.probabilityOfImprovement(x, y);
    return new Interval(
        furthest(observed, 0, x.length, y.length), furthest(observed, 1, x.length, y.length));
  }

  private static double furthest(double observed, double end, int m, int n) {
    double inside = observed;
    double outside = end;
    for (int i = 0; i < BISECTIONS; i++) {
      double middle = (inside + outside) / 2;
      double distance = middle - observed;
      if (distance * distance <= Z * Z * variance(middle, m, n)) {
        inside = middle;
      } else {
        outside = middle;
      }
    }
    return inside;
  }

  /** Of the observed probability, with the mean of both sizes in place of each in the brackets. */
  private static double variance(double p, int m, int n) {
    double others = (m + n) / 2.0 - 1;
    return p * (1 - p) * (1 + others * ((1 - p) / (2 - p) + p / (1 + p))) / ((double) m * n);
  }

  private static double quantile(int degreesOfFreedom) {
    return QUANTILES.computeIfAbsent(
        degreesOfFreedom,
        degrees -> new TDistribution(null, degrees).inverseCumulativeProbability(UPPER));
  }
}
