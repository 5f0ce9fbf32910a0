package org.amplia.report;

import java.awt.Color;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.amplia.base.Json;
import org.amplia.experiment.InformationOutcome;
import org.knowm.xchart.XYChart;

/** The report of the experiment about Q3. */
public final class InformationReport {
  private static final int WIDTH = 820;
  private static final int HEIGHT = 460;
  private static final double LABEL_ROOM = 1.35;

  /** What is measured of an arm, by its name in results. */
  private static final Map<String, ToDoubleFunction<InformationOutcome>> MEASURES = measures();

  private final Map<String, List<InformationOutcome>> arms;

  /** A report of outcomes in the order in which they are to be shown. */
  public InformationReport(List<InformationOutcome> outcomes) {
    arms =
        outcomes.stream()
            .collect(
                Collectors.groupingBy(
                    InformationOutcome::arm, LinkedHashMap::new, Collectors.toList()));
  }

  private static Map<String, ToDoubleFunction<InformationOutcome>> measures() {
    Map<String, ToDoubleFunction<InformationOutcome>> measures = new LinkedHashMap<>();
    measures.put("nll", outcome -> outcome.understanding().nll());
    measures.put("informationNats", InformationOutcome::informationNats);
    measures.put("kendallTau", outcome -> outcome.understanding().tau());
    measures.put("framesPerQuestion", outcome -> outcome.understanding().frames());
    measures.put("natsPerKiloframe", InformationOutcome::natsPerKiloframe);
    measures.put("trainingFrames", InformationOutcome::trainingFrames);
    measures.put("queryDriftNats", InformationOutcome::queryDrift);
    return measures;
  }

  /** A measure over the seeds. */
  private record Level(double mean, Interval interval) {
    String text() {
      return String.format(
          Locale.ROOT, "%.3f (%.3f – %.3f)", mean, interval.low(), interval.high());
    }
  }

  private static Level level(
      List<InformationOutcome> seeds, ToDoubleFunction<InformationOutcome> measure) {
    double[] values = seeds.stream().mapToDouble(measure).filter(Double::isFinite).toArray();
    if (values.length == 0) {
      return null;
    }
    return new Level(Statistics.interquartileMean(values), TabularCharts.interval(values));
  }

  /**
   * Writes {@code index.html}, {@code information.csv}, {@code results.json} and the chart.
   *
   * @param folder made if missing
   * @param command that made the outcomes
   * @return the page
   */
  public Path write(Path folder, String command) {
    XYChart chart = chart();
    ReportWriter.writeChart(folder, "information", chart);
    String body =
        Html.figure(
                "",
                "image/png",
                ChartImage.png(chart),
                "nats of information against emulator frames of each way to ask",
                "What is learned about an action's return, against what looking it up takes."
                    + " Interquartile means over the seeds.")
            + table()
            + Html.heading("Reproduce")
            + Html.code(command);
    ReportWriter.write(folder.resolve("information.csv"), Csv.information(arms));
    ReportWriter.write(folder.resolve("results.json"), Json.pretty(results()));
    Path page = folder.resolve("index.html");
    ReportWriter.write(
        page,
        HtmlReport.page(
            "What is the most useful information?",
            "One agent is frozen; Q3 is answered in several ways, and one judge says what follows from"
                + " the answers. nll: −log q of what held-out actions came to, in nats; information:"
                + " by how much it is below that without information; τ: Kendall's, between the actions'"
                + " expected and true order; query drift: Jensen–Shannon divergence from what the"
                + " demonstrator's clone asks, in nats. Interquartile means over seeds, 95 %"
                + " intervals. The ceiling"
                + " chooses its items knowing what comes, and fitted Q asks nothing.",
            body));
    return page;
  }

  private XYChart chart() {
    XYChart chart = ChartStyle.chart(WIDTH, HEIGHT, "information per question");
    List<EndLabels.Label> labels = new ArrayList<>();
    DoubleStream.Builder drawn = DoubleStream.builder();
    double end = 1;
    int index = 0;
    for (Map.Entry<String, List<InformationOutcome>> arm : arms.entrySet()) {
      Level frames = level(arm.getValue(), MEASURES.get("framesPerQuestion"));
      Level nats = level(arm.getValue(), MEASURES.get("informationNats"));
      Color color = Palette.line(index);
      ChartStyle.dots(chart, arm.getKey(), List.of(new Point(frames.mean(), nats.mean())), color);
      labels.add(new EndLabels.Label(arm.getKey(), frames.mean(), nats.mean(), color));
      drawn.add(nats.mean());
      end = Math.max(end, frames.mean());
      index++;
    }
    chart.addAnnotation(new EndLabels(labels, ChartStyle.LABEL));
    chart.setXAxisTitle("emulator frames a question");
    chart.getStyler().setXAxisMin(0.0).setXAxisMax(end * LABEL_ROOM);
    ChartStyle.vertical(chart, "information, nats", drawn.build());
    return chart;
  }

  private String table() {
    List<String> headings = new ArrayList<>(List.of("Q3 answered by"));
    headings.addAll(MEASURES.keySet());
    List<Html.Row> rows = new ArrayList<>();
    arms.forEach((arm, seeds) -> rows.add(Html.Row.of(arm, cells(seeds))));
    return Html.table("matrix", "Ways to ask", headings, rows);
  }

  private static List<String> cells(List<InformationOutcome> seeds) {
    return MEASURES.values().stream()
        .map(measure -> level(seeds, measure))
        .map(level -> level == null ? "–" : level.text())
        .toList();
  }

  /** The table for a terminal. */
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append(String.format(Locale.ROOT, "%-18s", "Q3 answered by"));
    MEASURES.keySet().forEach(name -> text.append(String.format(Locale.ROOT, "%18s", name)));
    text.append('\n');
    arms.forEach(
        (arm, seeds) -> {
          text.append(String.format(Locale.ROOT, "%-18s", arm));
          for (ToDoubleFunction<InformationOutcome> measure : MEASURES.values()) {
            Level level = level(seeds, measure);
            text.append(
                level == null
                    ? String.format(Locale.ROOT, "%18s", "–")
                    : String.format(Locale.ROOT, "%18.3f", level.mean()));
          }
          text.append('\n');
        });
    return text.toString();
  }

  /** The results as JSON: a schema number and a line for every arm. */
  public Map<String, Object> results() {
    List<Map<String, Object>> lines = new ArrayList<>();
    arms.forEach(
        (arm, seeds) -> {
          Map<String, Object> line = new LinkedHashMap<>();
          line.put("arm", arm);
          line.put("seeds", seeds.stream().map(InformationOutcome::seed).toList());
          MEASURES.forEach(
              (name, measure) -> {
                Level level = level(seeds, measure);
                if (level != null) {
                  line.put(name, Map.of("iqm", level.mean(), "ci95", level.interval()));
                }
              });
          lines.add(line);
        });
    return Map.of("schema", 1, "arms", lines);
  }
}
