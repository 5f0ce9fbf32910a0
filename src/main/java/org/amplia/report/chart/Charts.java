package org.amplia.report.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.amplia.experiment.Calibration;
import org.amplia.experiment.tabular.TabularExperiment.TabularOutcome;
import org.amplia.report.chart.ChartStyle.EndLabels;
import org.amplia.report.stat.Axis;
import org.amplia.report.stat.IntervalKind;
import org.amplia.report.stat.LearningCurve;
import org.amplia.report.stat.LearningCurve.Point;
import org.amplia.report.stat.MetricNames;
import org.amplia.report.stat.RunSummary;
import org.amplia.report.stat.Statistics;
import org.amplia.run.Evaluation;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The charts of the reports; {@link ChartImage} turns them into files. */
public final class Charts {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 430;
  private static final BasicStroke DASHED =
      new BasicStroke(
          1.6f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {7, 5}, 0);

  /** The mean of fewer questions' frequencies says little. */
  private static final int FEWEST_QUESTIONS = 5;

  /** Where regrets at the start are drawn: a logarithmic axis has no 0. */
  private static final double REGRETS_START = 8;

  private Charts() {}

  /**
   * Learning curves of several arms: interquartile means as lines, 95 % intervals as bands (none
   * for a single seed), each line named at its end.
   *
   * @param yTitle what is measured, with its unit
   * @param curves in the order of the arms, so that an arm keeps its colour
   * @param methods every arm of the report, which fixes the colours
   */
  public static XYChart curves(
      String title, Axis axis, String yTitle, List<LearningCurve> curves, List<String> methods) {
    XYChart chart = ChartStyle.chart(WIDTH, HEIGHT, title);
    List<LearningCurve> drawn = curves.stream().filter(c -> !c.levels().isEmpty()).toList();
    double end = drawn.stream().mapToDouble(c -> last(c.levels()).x()).max().orElse(0);
    double scale = ChartStyle.scale(axis, end);
    for (LearningCurve curve : drawn) {
      if (curve.seeds() > 1 && curve.levels().size() > 1) {
        List<Point> low = points(curve, scale, curve.levels().stream().map(l -> l.band().low()));
        List<Point> high = points(curve, scale, curve.levels().stream().map(l -> l.band().high()));
        Color color = ChartColours.band(methods.indexOf(curve.name()));
        ChartStyle.band(chart, curve.name() + " 95 %", low, high, color);
      }
    }
    List<EndLabels.Label> labels = new ArrayList<>();
    for (LearningCurve curve : drawn) {
      int index = methods.indexOf(curve.name());
      List<Point> line =
          points(curve, scale, curve.levels().stream().map(LearningCurve.Level::iqm));
      ChartStyle.line(
          chart, curve.name(), line, ChartColours.line(index), ChartColours.stroke(index));
      Point tip = last(line);
      if (curve.isFlat() && tip.x() < end * scale) {
        Point far = new Point(end * scale, tip.y());
        ChartStyle.line(
            chart, curve.name() + " held", List.of(tip, far), ChartColours.line(index), DASHED);
        tip = far;
      }
      labels.add(new EndLabels.Label(curve.name(), tip.x(), tip.y(), ChartColours.line(index)));
    }
    ChartStyle.horizontal(chart, axis, end, labels);
    ChartStyle.vertical(
        chart, yTitle, extent(drawn.stream().flatMap(c -> c.levels().stream()).toList()));
    return chart;
  }

  /**
   * One run: the mean of every evaluation as a line, its games as dots, their middle half as a
   * band, the final evaluation as a diamond, the demonstrator's level dashed if it was measured.
   */
  public static XYChart run(RunSummary run, Axis axis) {
    String title = run.description().game() + ", " + run.method() + ", seed " + run.seed();
    XYChart chart = ChartStyle.chart(WIDTH, HEIGHT, title);
    List<Evaluation> evaluations =
        run.evaluations().stream().sorted(Comparator.comparingDouble(axis::of)).toList();
    double end = evaluations.stream().mapToDouble(axis::of).max().orElse(0);
    double scale = ChartStyle.scale(axis, end);
    List<Evaluation> progress =
        evaluations.stream().filter(e -> e.kind().equals(Evaluation.PROGRESS)).toList();
    List<EndLabels.Label> labels = new ArrayList<>();
    if (!progress.isEmpty()) {
      progress(chart, progress, axis, scale);
      Evaluation tip = last(progress);
      labels.add(
          new EndLabels.Label("mean", axis.of(tip) * scale, tip.meanScore(), ChartColours.line(0)));
    }
    run.finalEvaluation()
        .ifPresent(
            e -> {
              Point point = new Point(axis.of(e) * scale, e.meanScore());
              ChartStyle.dots(chart, "final", List.of(point), ChartColours.line(1))
                  .setMarker(SeriesMarkers.DIAMOND);
              String text =
                  "final, " + e.scores().size() + (e.scores().size() == 1 ? " game" : " games");
              labels.add(new EndLabels.Label(text, point.x(), point.y(), ChartColours.line(1)));
            });
    OptionalDouble demonstrator = run.demonstratorScore();
    if (demonstrator.isPresent()) {
      double level = demonstrator.getAsDouble();
      double right = (end > 0 ? end : 1) * scale;
      List<Point> line = List.of(new Point(0, level), new Point(right, level));
      ChartStyle.line(chart, "demonstrator", line, ChartColours.MUTED, DASHED);
      labels.add(new EndLabels.Label("demonstrator", right, level, ChartColours.MUTED));
    }
    ChartStyle.horizontal(chart, axis, end, labels);
    ChartStyle.vertical(
        chart,
        "score (points per game)",
        DoubleStream.concat(
            evaluations.stream()
                .flatMapToDouble(e -> games(e, progress).mapToDouble(Double::doubleValue)),
            demonstrator.stream()));
    return chart;
  }

  /** One measured value of one run. */
  public static XYChart metric(RunSummary run, String name, Axis axis) {
    XYChart chart = ChartStyle.chart(460, 280, MetricNames.title(name));
    List<Point> points = run.metric(name, axis);
    double end = points.isEmpty() ? 0 : last(points).x();
    List<Point> scaled = scaled(points, ChartStyle.scale(axis, end));
    if (!scaled.isEmpty()) {
      ChartStyle.line(chart, name, scaled, ChartColours.line(0), ChartColours.stroke(0));
    }
    ChartStyle.horizontal(chart, axis, end, List.of());
    chart.setXAxisTitle(axis.label());
    ChartStyle.vertical(chart, "", points.stream().mapToDouble(Point::y));
    return chart;
  }

  /**
   * A reliability diagram (Murphy &amp; Winkler 1977): how often an event happened where an
   * answerer said how probable it is; on the grey line the two are the same. One dot for each bin
   * of five answers or more, all seeds together.
   *
   * @param byAnswerer bins of all seeds together
   * @param happened what the frequency is, in words
   */
  public static XYChart reliability(
      String title, Map<String, List<Calibration.Bin>> byAnswerer, String happened) {
    XYChart chart = ChartStyle.chart(WIDTH, 480, title);
    ChartStyle.line(
        chart,
        "as often as said",
        List.of(new Point(0, 0), new Point(1, 1)),
        ChartColours.GRID.darker(),
        ChartColours.stroke(0));
    List<EndLabels.Label> labels = new ArrayList<>();
    int index = 0;
    for (Map.Entry<String, List<Calibration.Bin>> entry : byAnswerer.entrySet()) {
      List<Point> points =
          entry.getValue().stream()
              .filter(bin -> bin.questions() >= FEWEST_QUESTIONS)
              .map(bin -> new Point(bin.meanAnswer(), bin.frequency()))
              .toList();
      Color color = ChartColours.line(index++);
      if (points.isEmpty()) {
        continue;
      }
      ChartStyle.line(chart, entry.getKey(), points, color, ChartColours.stroke(0));
      ChartStyle.dots(chart, entry.getKey() + " bins", points, color);
      Point tip = points.get(points.size() - 1);
      labels.add(new EndLabels.Label(entry.getKey(), tip.x(), tip.y(), color));
    }
    chart.setXAxisTitle("probability answered");
    ChartStyle.horizontal(chart, -0.015, 1, labels);
    ChartStyle.vertical(chart, happened, DoubleStream.of(0, 1));
    return chart;
  }

  /**
   * The regrets of all updates in one case of the tabular worlds.
   *
   * @param outcomes of one world, start and noise
   * @param interval how the bands are computed
   */
  public static XYChart regrets(
      String title, List<TabularOutcome> outcomes, IntervalKind interval) {
    XYChart chart = ChartStyle.chart(560, 360, title);
    List<EndLabels.Label> labels = new ArrayList<>();
    double end = REGRETS_START;
    List<List<LearningCurve.Level>> curves =
        outcomes.stream().map(outcome -> levels(outcome, interval)).toList();
    for (int i = 0; i < outcomes.size(); i++) {
      TabularOutcome outcome = outcomes.get(i);
      List<LearningCurve.Level> levels = curves.get(i);
      List<Point> low = levels.stream().map(l -> new Point(l.x(), l.band().low())).toList();
      List<Point> high = levels.stream().map(l -> new Point(l.x(), l.band().high())).toList();
      ChartStyle.band(chart, outcome.update() + " 95 %", low, high, ChartColours.band(i));
    }
    for (int i = 0; i < outcomes.size(); i++) {
      TabularOutcome outcome = outcomes.get(i);
      List<Point> line =
          curves.get(i).stream().map(level -> new Point(level.x(), level.iqm())).toList();
      ChartStyle.line(chart, outcome.update(), line, ChartColours.line(i), ChartColours.stroke(i));
      Point tip = line.get(line.size() - 1);
      end = Math.max(end, tip.x());
      labels.add(new EndLabels.Label(outcome.update(), tip.x(), tip.y(), ChartColours.line(i)));
    }
    chart.setXAxisTitle("approvals asked of the overseer");
    ChartStyle.logarithmic(chart, REGRETS_START, end, labels);
    ChartStyle.vertical(chart, "regret", extent(curves.stream().flatMap(List::stream).toList()));
    return chart;
  }

  /**
   * What the vertical axis has to show: the lines, and their bands as far as they do not squeeze
   * the lines into less than a third of it, as those of two seeds would.
   */
  private static DoubleStream extent(List<LearningCurve.Level> levels) {
    double least = levels.stream().mapToDouble(LearningCurve.Level::iqm).min().orElse(0);
    double most = levels.stream().mapToDouble(LearningCurve.Level::iqm).max().orElse(0);
    double room = most > least ? most - least : Double.MAX_VALUE;
    return levels.stream()
        .flatMapToDouble(
            l ->
                DoubleStream.of(
                    l.iqm(),
                    Math.max(least - room, l.band().low()),
                    Math.min(most + room, l.band().high())));
  }

  private static List<LearningCurve.Level> levels(TabularOutcome outcome, IntervalKind interval) {
    return IntStream.range(0, outcome.approvals().size())
        .mapToObj(
            i -> {
              double[] regrets = outcome.regrets().stream().mapToDouble(seed -> seed[i]).toArray();
              return LearningCurve.Level.of(
                  Math.max(REGRETS_START, outcome.approvals().get(i)), regrets, interval);
            })
        .toList();
  }

  private static void progress(XYChart chart, List<Evaluation> progress, Axis axis, double scale) {
    if (progress.size() > 1) {
      ChartStyle.band(
          chart,
          "middle half",
          quantile(progress, axis, scale, 0.25),
          quantile(progress, axis, scale, 0.75),
          ChartColours.band(0));
    }
    List<Point> games =
        progress.stream()
            .flatMap(e -> e.scores().stream().map(score -> new Point(axis.of(e) * scale, score)))
            .toList();
    chart.getStyler().setMarkerSize(7);
    ChartStyle.dots(chart, "games", games, new Color(0, 0x72, 0xB2, 70));
    List<Point> means =
        progress.stream().map(e -> new Point(axis.of(e) * scale, e.meanScore())).toList();
    ChartStyle.line(chart, "mean", means, ChartColours.line(0), ChartColours.stroke(0));
  }

  /** The scores that are drawn: all games of a progress evaluation, the mean of the final one. */
  private static Stream<Double> games(Evaluation evaluation, List<Evaluation> progress) {
    return progress.contains(evaluation)
        ? evaluation.scores().stream()
        : Stream.of(evaluation.meanScore());
  }

  private static List<Point> quantile(
      List<Evaluation> evaluations, Axis axis, double scale, double q) {
    return evaluations.stream()
        .map(
            e ->
                new Point(
                    axis.of(e) * scale,
                    Statistics.quantile(
                        e.scores().stream().mapToDouble(Double::doubleValue).toArray(), q)))
        .toList();
  }

  private static List<Point> points(LearningCurve curve, double scale, Stream<Double> values) {
    List<Double> ys = values.toList();
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < ys.size(); i++) {
      points.add(new Point(curve.levels().get(i).x() * scale, ys.get(i)));
    }
    return points;
  }

  private static List<Point> scaled(List<Point> points, double scale) {
    return points.stream().map(point -> new Point(point.x() * scale, point.y())).toList();
  }

  private static <T> T last(List<T> list) {
    return list.get(list.size() - 1);
  }
}
