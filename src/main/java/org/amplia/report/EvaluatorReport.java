package org.amplia.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.amplia.base.RootLocale;
import org.amplia.base.UserError;
import org.amplia.experiment.EvaluatorExperiment.EvaluatorQuality;
import org.amplia.report.chart.ChartColours;
import org.amplia.report.chart.ChartImage;
import org.amplia.report.chart.ChartStyle;
import org.amplia.report.chart.ChartStyle.EndLabels;
import org.amplia.report.export.ResultLine;
import org.amplia.report.stat.LearningCurve.Point;
import org.knowm.xchart.XYChart;

/**
 * How good an evaluator is, as a table and as a picture.
 *
 * @param found M1 alone first
 */
public record EvaluatorReport(List<EvaluatorQuality> found) {
  private static final int WIDTH = 760;
  private static final int HEIGHT = 460;
  private static final double LEFT = 10;
  private static final float LINE = 2;

  /** The results as JSON: a schema number and a line for each; what is no number is left out. */
  public Map<String, Object> results() {
    return new TreeMap<>(
        Map.of("schema", 1, "evaluator", found.stream().map(EvaluatorReport::line).toList()));
  }

  private static Map<String, Object> line(EvaluatorQuality one) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("depth", one.depth());
    line.put("horizonSteps", one.horizonSteps());
    line.put("margin", one.margin());
    line.put("nll", one.nll());
    line.put("kendallTau", one.kendallTau());
    line.put("decisionGain", one.decisionGain());
    line.put("framesPerState", one.framesPerState());
    line.put("natsPerKiloframe", one.natsPerKiloframe());
    line.put("decisionGainPerKiloframe", one.decisionGainPerKiloframe());
    line.values().removeIf(value -> value instanceof Double number && number.isNaN());
    return line;
  }

  /** The table for a terminal. */
  public String text() {
    StringBuilder text =
        new StringBuilder(
            RootLocale.format(
                "%-22s%10s%10s%16s%16s%18s%20s\n",
                "asked",
                "nll",
                "tau",
                "decision gain",
                "frames a state",
                "nats a kiloframe",
                "gain a kiloframe"));
    for (EvaluatorQuality one : found) {
      text.append(
          RootLocale.format(
              "%-22s%10.3f%10s%16.4f%16.0f%18s%20s\n",
              name(one),
              one.nll(),
              number(one.kendallTau()),
              one.decisionGain(),
              one.framesPerState(),
              number(one.natsPerKiloframe()),
              number(one.decisionGainPerKiloframe())));
    }
    return text.toString();
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "–" : RootLocale.format("%.4f", value);
  }

  private static String name(EvaluatorQuality one) {
    if (one.depth() == 0) {
      return "M1 alone";
    }
    if (!one.isByNeed()) {
      return RootLocale.format("depth %d, %d steps", one.depth(), one.horizonSteps());
    }
    return one.margin() == 0
        ? RootLocale.format("in training, %d steps", one.horizonSteps())
        : RootLocale.format("by need, margin %s", one.margin());
  }

  /**
   * Lines of a file of results: the arm is what was asked, the measures are those of the table.
   *
   * @param game of the run
   * @param seed of the run
   * @param frames of its training, all emulator frames
   */
  public List<ResultLine> lines(ResultLine.Source source, String game, long seed, long frames) {
    List<ResultLine> lines = new ArrayList<>();
    for (EvaluatorQuality one : found) {
      Map<String, Double> measures = new LinkedHashMap<>();
      measures.put("nll", one.nll());
      measures.put("tau", one.kendallTau());
      measures.put("decision gain", one.decisionGain());
      measures.put("frames a state", one.framesPerState());
      measures.put("gain a kiloframe", one.decisionGainPerKiloframe());
      measures.values().removeIf(value -> value.isNaN());
      measures.forEach(
          (measure, value) ->
              lines.add(
                  ResultLine.of(source, name(one), game, seed, measure, value, null, frames)));
    }
    return lines;
  }

  /**
   * Draws τ against frames, a line for each depth.
   *
   * @throws UserError if the actions of no state come to different returns, or at the file
   */
  public void draw(Path file) {
    if (found.stream().anyMatch(one -> Double.isNaN(one.kendallTau()))) {
      throw new UserError(
          "nothing to draw: in these states all actions come to the same; try more --states");
    }
    XYChart chart = ChartStyle.chart(WIDTH, HEIGHT, "order of the actions");
    List<EndLabels.Label> labels = new ArrayList<>();
    int deepest = found.stream().mapToInt(EvaluatorQuality::depth).max().orElse(0);
    for (int line = 0; line <= deepest + 1; line++) {
      List<Point> points = line > deepest ? byNeed() : points(line);
      if (points.isEmpty()) {
        continue;
      }
      String name =
          line > deepest ? "by need" : line == 0 ? "M1 alone (no frame)" : "depth " + line;
      Color color = ChartColours.line(line);
      ChartStyle.line(chart, name, points, color, new BasicStroke(LINE));
      ChartStyle.dots(chart, name + " dots", points, color);
      Point last = points.get(points.size() - 1);
      labels.add(new EndLabels.Label(name, last.x(), last.y(), color));
    }
    double end = found.stream().mapToDouble(EvaluatorQuality::framesPerState).max().orElse(1);
    chart.setXAxisTitle("emulator frames a state, for all of its actions");
    ChartStyle.logarithmic(chart, LEFT, Math.max(LEFT, end), labels);
    ChartStyle.vertical(
        chart, "Kendall's tau", found.stream().mapToDouble(EvaluatorQuality::kendallTau));
    ReportWriter.write(file, ChartImage.png(chart));
  }

  private List<Point> byNeed() {
    return found.stream()
        .filter(EvaluatorQuality::isByNeed)
        .map(one -> new Point(Math.max(LEFT, one.framesPerState()), one.kendallTau()))
        .sorted(Comparator.comparingDouble(Point::x))
        .toList();
  }

  /** M1 alone takes no frame, and a logarithm has no 0: it stands at the left. */
  private List<Point> points(int depth) {
    return found.stream()
        .filter(one -> one.depth() == depth && !one.isByNeed())
        .map(
            one ->
                new Point(
                    depth == 0 ? LEFT * 1.1 : Math.max(LEFT, one.framesPerState()),
                    one.kendallTau()))
        .toList();
  }
}
