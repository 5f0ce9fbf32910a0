package org.amplia.report;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.amplia.experiment.Calibration;
import org.amplia.experiment.InformationOutcome;
import org.amplia.report.chart.Charts;
import org.amplia.report.export.ResultLine;
import org.amplia.report.page.Html;
import org.amplia.report.stat.IntervalKind;
import org.knowm.xchart.XYChart;

/** The report of the experiment about Q3. */
public final class InformationReport {
  private static final String ASKED_BY = "Q3 answered by";

  /** The arms whose forecasts are drawn: all of them would be too many lines. */
  private static final List<String> DRAWN = List.of("none", "fixed", "reinforce", "mixed");

  /** What is measured of an arm, by its name in results. */
  private static final Map<String, ToDoubleFunction<InformationOutcome>> MEASURES = measures();

  private final ArmTable<InformationOutcome> table;

  /**
   * A report of outcomes in the order in which they are to be shown.
   *
   * @param interval how intervals over seeds are computed
   */
  public InformationReport(List<InformationOutcome> outcomes, IntervalKind interval) {
    table =
        ArmTable.of(
            outcomes, InformationOutcome::arm, InformationOutcome::seed, MEASURES, interval);
  }

  private static Map<String, ToDoubleFunction<InformationOutcome>> measures() {
    Map<String, ToDoubleFunction<InformationOutcome>> measures = new LinkedHashMap<>();
    measures.put("nll", outcome -> outcome.understanding().nll());
    measures.put("informationNats", InformationOutcome::informationNats);
    measures.put("kendallTau", outcome -> outcome.understanding().tau());
    measures.put("brier", outcome -> outcome.calibration().brier());
    measures.put("calibrationError", outcome -> outcome.calibration().expectedError());
    measures.put("framesPerQuestion", outcome -> outcome.understanding().frames());
    measures.put("natsPerKiloframe", InformationOutcome::natsPerKiloframe);
    measures.put("trainingFrames", InformationOutcome::trainingFrames);
    measures.put("queryDriftNats", InformationOutcome::queryDrift);
    return measures;
  }

  /**
   * Writes {@code index.html}, {@code information.csv}, {@code results.json} and the charts.
   *
   * @param folder made if missing
   * @param command that made the outcomes
   * @return the page
   */
  public Path write(Path folder, String command) {
    XYChart chart =
        table.dots(
            "information per question",
            "framesPerQuestion",
            "emulator frames a question",
            "informationNats",
            "information, nats");
    ReportWriter.writeChart(folder, "information", chart);
    XYChart reliability = reliability();
    ReportWriter.writeChart(folder, "reliability", reliability);
    List<Html> body =
        List.of(
            Html.chart(
                chart,
                "nats of information against emulator frames of each way to ask",
                "Information about an action's return, against the emulator frames that looking it"
                    + " up takes. Interquartile means over the seeds."),
            table.html("Ways to ask", ASKED_BY),
            Html.chart(
                reliability,
                "reliability diagram of the judge",
                "The judge's probability that an action's return is higher than a quarter, a half,"
                    + " three quarters of all returns, and how often it was. A dot for each tenth"
                    + " of the range with five forecasts or more, all seeds together. Four ways to"
                    + " ask are drawn; the table has all."));
    ReportWriter.write(folder.resolve("information.csv"), table.csv());
    return ReportWriter.writeExperiment(
        folder,
        "What is the most useful information?",
        "One agent is frozen; Q3 (which information is the most useful?) is answered in several"
            + " ways, and one judge forecasts returns from what was looked up. nll: −log q of the"
            + " returns of held-out actions, in nats; information: by how much nll is lower than"
            + " without information; τ: Kendall's, between the actions' expected and true order;"
            + " brier and calibration error: of the judge's probabilities that an action's return"
            + " is higher than a quarter, a half, three quarters of all; query drift:"
            + " Jensen–Shannon divergence from what the demonstrator's clone asks, in nats."
            + " Interquartile means over seeds, 95 % intervals (of one seed, its value). The"
            + " ceiling chooses its items knowing what will happen, and fitted Q asks nothing.",
        body,
        command,
        results());
  }

  private XYChart reliability() {
    Map<String, List<Calibration.Bin>> bins = new LinkedHashMap<>();
    for (String arm : DRAWN) {
      if (table.arms().containsKey(arm)) {
        bins.put(arm, InformationOutcome.pooled(table.arms().get(arm)).bins());
      }
    }
    return Charts.reliability("the judge's forecasts", bins, "share of cases that came to more");
  }

  /** A line for every seed of every way to ask: nats of information. */
  public List<ResultLine> lines(ResultLine.Source source, String game) {
    return table.lines(
        source, game, "informationNats", outcome -> null, InformationOutcome::trainingFrames);
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
