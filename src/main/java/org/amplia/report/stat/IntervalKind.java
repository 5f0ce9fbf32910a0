package org.amplia.report.stat;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.amplia.base.RootLocale;
import org.amplia.base.UserError;
import org.amplia.report.stat.Statistics.Interval;

/** How the 95 % intervals over seeds are computed; of no width for a single seed's value. */
public enum IntervalKind {
  /** Those that cover with few seeds. */
  T("t"),
  /** The percentile bootstrap of Agarwal et al. 2021, too narrow with few seeds. */
  PERCENTILE("percentile");

  private final String label;

  IntervalKind(String label) {
    this.label = label;
  }

  /** The name on the command line and in files. */
  public String label() {
    return label;
  }

  /**
   * The kind of that name.
   *
   * @throws UserError if there is none
   */
  public static IntervalKind of(String name) {
    return Arrays.stream(values())
        .filter(kind -> kind.label.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                UserError.of(
                    "'%s' is no kind of interval: choose one of %s",
                    name,
                    Arrays.stream(values())
                        .map(IntervalKind::label)
                        .collect(Collectors.joining(", "))));
  }

  /** Of the mean of one value a seed, or of the mean of the differences of paired seeds. */
  public Interval mean(double[] values) {
    if (values.length == 1) {
      return new Interval(values[0], values[0]);
    }
    return this == T
        ? SmallSample.mean(values)
        : Statistics.meanInterval(values, Statistics.SCORE_DRAWS, Statistics.bootstrapStream());
  }

  /** Of the interquartile mean of final scores, one a seed. */
  public Interval score(double[] scores) {
    return interquartileMean(scores, Statistics.SCORE_DRAWS);
  }

  /** Of the interquartile mean at a point of a curve, or of a measure in a table. */
  public Interval point(double[] values) {
    return interquartileMean(values, Statistics.CURVE_DRAWS);
  }

  private Interval interquartileMean(double[] values, int draws) {
    if (values.length == 1) {
      return new Interval(values[0], values[0]);
    }
    return this == T
        ? SmallSample.interquartileMean(values)
        : Statistics.interquartileMeanInterval(values, draws, Statistics.bootstrapStream());
  }

  /** Of {@link Statistics#probabilityOfImprovement}. */
  public Interval probabilityOfImprovement(double[] x, double[] y) {
    return this == T
        ? SmallSample.probabilityOfImprovement(x, y)
        : Statistics.probabilityOfImprovementInterval(
            x, y, Statistics.SCORE_DRAWS, Statistics.bootstrapStream());
  }

  /** How they are computed, for the notes of a report. */
  public String inWords() {
    return this == T
        ? "Student's t of means and of differences paired by seed, t of trimmed means (Tukey and"
            + " McLaughlin 1963) of interquartile means, a score interval (Newcombe 2006, method 5)"
            + " of probabilities of improvement"
        : RootLocale.format(
            "percentile bootstrap over seeds, %,d resamples for scores and %,d for each point of a"
                + " curve (Agarwal et al. 2021), with a fixed random stream; too narrow for few"
                + " seeds",
            Statistics.SCORE_DRAWS, Statistics.CURVE_DRAWS);
  }
}
