package org.amplia.report;

import java.awt.Color;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.amplia.base.Json;
import org.amplia.experiment.InformationOutcome;
import org.knowm.xchart.XYChart;

/** The report of the experiment about Q3. */
public final class InformationReport {
  private static final int WIDTH = 820;
  private static final int HEIGHT = 460;
  private static final double LABEL_ROOM = 1.35;
  private static final String ASKED_BY = "Q3 answered by";

  /** What is measured of an arm, by its name in results. */
  private static final Map<String, ToDoubleFunction<InformationOutcome>> MEASURES = measures();

  private final ArmTable<InformationOutcome> table;

  /** A report of outcomes in the order in which they are to be shown. */
  public InformationReport(List<InformationOutcome> outcomes) {
    table = ArmTable.of(outcomes, InformationOutcome::arm, InformationOutcome::seed, MEASURES);
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
            + table.html("Ways to ask", ASKED_BY)
            + Html.heading("Reproduce")
            + Html.code(command);
    ReportWriter.write(folder.resolve("information.csv"), table.csv());
    ReportWriter.write(folder.resolve("results.json"), Json.pretty(table.results()));
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
    for (String arm : table.arms().keySet()) {
      ArmTable.Level frames = table.level(arm, "framesPerQuestion");
      ArmTable.Level nats = table.level(arm, "informationNats");
      Color color = Palette.line(index);
      ChartStyle.dots(chart, arm, List.of(new Point(frames.mean(), nats.mean())), color);
      labels.add(new EndLabels.Label(arm, frames.mean(), nats.mean(), color));
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

  /** The table for a terminal. */
  public String text() {
    return table.text(ASKED_BY);
  }

  /** The results as JSON: a schema number and a line for every arm. */
  public Map<String, Object> results() {
    return table.results();
  }
}
