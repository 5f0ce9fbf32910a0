package org.amplia.report.stat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.amplia.report.stat.Statistics.Interval;

/**
 * The curve of one arm over its seeds: interquartile mean and 95 % band.
 *
 * <p>A seed's curve is a step function: the last value holds until the next measurement, and where
 * two share a cost the later line counts. It is read on an even grid from the first cost that every
 * seed has reached to the end of the longest seed: what a run has learned it keeps when its budget
 * is spent.
 *
 * @param name the arm's method
 * @param seeds how many runs it aggregates
 * @param levels by rising x; empty if the seeds have no cost in common
 * @param shortestEnd where the first seed ends: from there on its last value is held
 */
public record LearningCurve(String name, int seeds, List<Level> levels, double shortestEnd) {
  private static final int GRID_STEPS = 100;

  /**
   * One point of one run's curve, or of a line in a chart.
   *
   * @param x what had been spent, in frames or seconds
   * @param y the value then
   */
  public record Point(double x, double y) {}

  /**
   * The arm's level at one cost, over its seeds.
   *
   * @param x frames or seconds
   * @param iqm interquartile mean over seeds
   * @param band 95 % interval; of no width for a single seed
   */
  public record Level(double x, double iqm, Interval band) {
    /** The level of one value for each seed, one or more. */
    public static Level of(double x, double[] values, IntervalKind kind) {
      return new Level(x, Statistics.interquartileMean(values), kind.point(values));
    }

    private Level at(double otherX) {
      return new Level(otherX, iqm, band);
    }
  }

  /**
   * Aggregates the curves of an arm.
   *
   * @param curves one for each seed, each by rising x; seeds without a point are left out
   */
  public static LearningCurve of(String name, List<List<Point>> curves, IntervalKind kind) {
    List<List<Point>> measured = curves.stream().filter(curve -> !curve.isEmpty()).toList();
    double start = measured.stream().mapToDouble(c -> c.get(0).x()).max().orElse(0);
    double end = measured.stream().mapToDouble(LearningCurve::end).max().orElse(-1);
    double shortest = measured.stream().mapToDouble(LearningCurve::end).min().orElse(0);
    List<Level> levels = new ArrayList<>();
    int steps = start == end ? 0 : GRID_STEPS;
    double[] before = {};
    for (int i = 0; start <= end && i <= steps; i++) {
      double x = i == steps ? end : start + (end - start) * i / steps;
      double[] values = measured.stream().mapToDouble(curve -> valueAt(curve, x)).toArray();
      // Between evaluations nothing changes, so most levels need no interval of their own.
      levels.add(Arrays.equals(values, before) ? last(levels).at(x) : Level.of(x, values, kind));
      before = values;
    }
    return new LearningCurve(name, measured.size(), List.copyOf(levels), shortest);
  }

  /** Whether nothing was learned after the first measurement: every level is the same. */
  public boolean isFlat() {
    return levels.stream().allMatch(level -> level.iqm() == levels.get(0).iqm());
  }

  private static double end(List<Point> curve) {
    return last(curve).x();
  }

  private static <T> T last(List<T> list) {
    return list.get(list.size() - 1);
  }

  private static double valueAt(List<Point> curve, double x) {
    double value = curve.get(0).y();
    for (Point point : curve) {
      if (point.x() > x) {
        break;
      }
      value = point.y();
    }
    return value;
  }
}
