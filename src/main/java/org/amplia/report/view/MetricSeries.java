package org.amplia.report.view;

import java.util.ArrayList;
import java.util.List;
import org.amplia.report.stat.RunSummary;
import org.amplia.run.Cost;
import org.amplia.run.Evaluation;
import org.amplia.run.Measurement;

/**
 * A metric of one run as columns, oldest first.
 *
 * @param run its id
 * @param round of each value
 * @param actingFrames spent until then, see {@link Cost}
 * @param frames see {@link Cost}
 * @param seconds see {@link Cost}
 * @param value null where it was measured and is not finite
 * @param isThinned whether values between the first and the last were left out, evenly
 */
public record MetricSeries(
    String run,
    List<Integer> round,
    List<Long> actingFrames,
    List<Long> frames,
    List<Double> seconds,
    List<Double> value,
    boolean isThinned) {

  private record Value(int round, Cost cost, double value) {}

  /**
   * The values of a metric, none if the run has not measured it.
   *
   * @param most values to give, 2 or more
   */
  public static MetricSeries of(String id, RunSummary run, String metric, int most) {
    List<Value> all = values(run, metric);
    List<Value> some = thinned(all, most);
    return new MetricSeries(
        id,
        some.stream().map(Value::round).toList(),
        some.stream().map(one -> one.cost().actingFrames()).toList(),
        some.stream().map(one -> one.cost().frames()).toList(),
        some.stream().map(one -> one.cost().seconds()).toList(),
        // toList() of a stream takes null, JSON has no other word for such a number.
        some.stream().map(one -> Double.isFinite(one.value()) ? one.value() : null).toList(),
        some.size() < all.size());
  }

  private static List<Value> values(RunSummary run, String metric) {
    List<Value> values = new ArrayList<>();
    if (metric.equals(MetricDefinitions.SCORE)) {
      for (Evaluation line : run.evaluations()) {
        values.add(new Value(line.round(), line.cost(), line.meanScore()));
      }
      return values;
    }
    for (Measurement line : run.measurements()) {
      Double value = line.values().get(metric);
      if (value != null) {
        values.add(new Value(line.round(), line.cost(), value));
      }
    }
    return values;
  }

  private static List<Value> thinned(List<Value> all, int most) {
    if (all.size() <= most) {
      return all;
    }
    List<Value> some = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      some.add(all.get((int) ((long) i * (all.size() - 1) / (most - 1))));
    }
    return some;
  }
}
