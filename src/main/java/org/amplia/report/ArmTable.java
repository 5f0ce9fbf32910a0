package org.amplia.report;

import java.awt.Color;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.amplia.base.RootLocale;
import org.amplia.report.chart.ChartColours;
import org.amplia.report.chart.ChartStyle;
import org.amplia.report.chart.ChartStyle.EndLabels;
import org.amplia.report.export.Csv;
import org.amplia.report.export.ResultLine;
import org.amplia.report.page.Html;
import org.amplia.report.stat.Format;
import org.amplia.report.stat.IntervalKind;
import org.amplia.report.stat.LearningCurve.Point;
import org.amplia.report.stat.Statistics;
import org.amplia.report.stat.Statistics.Interval;
import org.knowm.xchart.XYChart;

/**
 * What arms of an experiment came to, each with several seeds: interquartile means with 95 %
 * intervals of everything that was measured.
 *
 * @param arms outcomes by the arm's name, in the order in which they are to be shown
 * @param seed of an outcome
 * @param measures what is measured of an outcome, by its name in results; what is no finite number
 *     is left out
 * @param interval how intervals over seeds are computed
 */
record ArmTable<T>(
    Map<String, List<T>> arms,
    ToLongFunction<T> seed,
    Map<String, ToDoubleFunction<T>> measures,
    IntervalKind interval) {
  private static final int LEAST_WIDTH = 18;
  private static final int CHART_WIDTH = 820;
  private static final int CHART_HEIGHT = 460;

  /** A table of outcomes. */
  static <T> ArmTable<T> of(
      List<T> outcomes,
      Function<T, String> arm,
      ToLongFunction<T> seed,
      Map<String, ToDoubleFunction<T>> measures,
      IntervalKind interval) {
    return new ArmTable<>(
        outcomes.stream()
            .collect(Collectors.groupingBy(arm, LinkedHashMap::new, Collectors.toList())),
        seed,
        measures,
        interval);
  }

  /**
   * A measure over the seeds.
   *
   * @param seeds how many; one has no interval
   */
  record Level(double mean, Interval interval, int seeds) {
    private Html cell() {
      return seeds == 1
          ? Html.cell(Format.score(mean))
          : Html.cell(Format.score(mean), Format.interval(interval));
    }
  }

  /** A measure of an arm, or null if it has none. */
  Level level(String arm, String measure) {
    double[] values =
        arms.get(arm).stream()
            .mapToDouble(measures.get(measure))
            .filter(Double::isFinite)
            .toArray();
    return values.length == 0
        ? null
        : new Level(Statistics.interquartileMean(values), interval.point(values), values.length);
  }

  /**
   * A dot for each arm: one measure against another, which is 0 or more.
   *
   * @param title of the chart
   * @param x measure to the right
   * @param xTitle what it is called
   * @param y measure upwards
   * @param yTitle what it is called
   */
  XYChart dots(String title, String x, String xTitle, String y, String yTitle) {
    XYChart chart = ChartStyle.chart(CHART_WIDTH, CHART_HEIGHT, title);
    List<EndLabels.Label> labels = new ArrayList<>();
    DoubleStream.Builder drawn = DoubleStream.builder();
    double end = 1;
    for (String arm : arms.keySet()) {
      Point at = new Point(level(arm, x).mean(), level(arm, y).mean());
      Color color = ChartColours.line(labels.size());
      ChartStyle.dots(chart, arm, List.of(at), color);
      labels.add(new EndLabels.Label(arm, at.x(), at.y(), color));
      drawn.add(at.y());
      end = Math.max(end, at.x());
    }
    chart.setXAxisTitle(xTitle);
    ChartStyle.horizontal(chart, -0.015 * end, end, labels);
    ChartStyle.vertical(chart, yTitle, drawn.build());
    return chart;
  }

  /** The table for a page. */
  Html html(String title, String arm) {
    List<String> headings = new ArrayList<>(List.of(arm));
    headings.addAll(measures.keySet());
    List<Html.Row> rows = new ArrayList<>();
    for (String name : arms.keySet()) {
      List<Html> cells =
          measures.keySet().stream()
              .map(measure -> level(name, measure))
              .map(level -> level == null ? Html.cell("–") : level.cell())
              .toList();
      rows.add(Html.Row.of(Html.text(name), cells));
    }
    return Html.table("matrix", title, headings, rows);
  }

  /** The table for a terminal. */
  String text(String arm) {
    int first = arms.keySet().stream().mapToInt(String::length).max().orElse(0);
    String left = "%-" + Math.max(LEAST_WIDTH, first + 1) + "s";
    StringBuilder text = new StringBuilder(RootLocale.format(left, arm));
    measures.keySet().forEach(name -> text.append(RootLocale.format("%18s", name)));
    text.append('\n');
    for (String name : arms.keySet()) {
      text.append(RootLocale.format(left, name));
      for (String measure : measures.keySet()) {
        Level level = level(name, measure);
        text.append(
            level == null
                ? RootLocale.format("%18s", "–")
                : RootLocale.format("%18.3f", level.mean()));
      }
      text.append('\n');
    }
    return text.toString();
  }

  /** The results as JSON: a schema number and a line for every arm. */
  Map<String, Object> results() {
    List<Map<String, Object>> lines = new ArrayList<>();
    for (var arm : arms.entrySet()) {
      String name = arm.getKey();
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("arm", name);
      line.put("seeds", arm.getValue().stream().mapToLong(seed).boxed().toList());
      for (String measure : measures.keySet()) {
        Level level = level(name, measure);
        if (level != null) {
          line.put(measure, Map.of("iqm", level.mean(), "ci95", level.interval()));
        }
      }
      lines.add(line);
    }
    return new TreeMap<>(Map.of("schema", 1, "arms", lines));
  }

  /**
   * A line of results for each arm and seed that has the measure.
   *
   * @param approved what the overseer gives to an outcome; null where that was not measured
   * @param frames of training
   */
  List<ResultLine> lines(
      ResultLine.Source source,
      String game,
      String measure,
      Function<T, Double> approved,
      ToLongFunction<T> frames) {
    List<ResultLine> lines = new ArrayList<>();
    arms.forEach(
        (arm, outcomes) ->
            outcomes.stream()
                .filter(outcome -> Double.isFinite(measures.get(measure).applyAsDouble(outcome)))
                .map(
                    outcome ->
                        ResultLine.of(
                            source,
                            arm,
                            game,
                            seed.applyAsLong(outcome),
                            measure,
                            measures.get(measure).applyAsDouble(outcome),
                            approved.apply(outcome),
                            frames.applyAsLong(outcome)))
                .forEach(lines::add));
    return lines;
  }

  /** A line for each arm and seed, a column for each measure. */
  String csv() {
    List<Object> headings = new ArrayList<>(List.of("arm", "seed"));
    headings.addAll(measures.keySet());
    StringBuilder csv = new StringBuilder(Csv.line(headings));
    arms.forEach(
        (name, outcomes) -> {
          for (T outcome : outcomes) {
            List<Object> cells = new ArrayList<>(List.of(name, seed.applyAsLong(outcome)));
            measures.values().forEach(measure -> cells.add(measure.applyAsDouble(outcome)));
            csv.append(Csv.line(cells));
          }
        });
    return csv.toString();
  }
}
