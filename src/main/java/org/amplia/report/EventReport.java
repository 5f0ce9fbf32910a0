package org.amplia.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.amplia.base.RootLocale;
import org.amplia.experiment.Calibration;
import org.amplia.experiment.EventExperiment;
import org.amplia.experiment.EventExperiment.EventOutcome;
import org.amplia.report.chart.Charts;
import org.amplia.report.export.Csv;
import org.amplia.report.export.ResultLine;
import org.amplia.report.page.Html;
import org.amplia.report.stat.IntervalKind;
import org.amplia.report.stat.Statistics;
import org.amplia.report.stat.Statistics.Interval;
import org.knowm.xchart.XYChart;

/** The report of how well the probability of an event was learned. */
public final class EventReport {
  private static final List<String> HEADINGS =
      List.of("", "log score (nats)", "Brier score", "expected calibration error");

  private final String question;
  private final EventExperiment.Result result;
  private final IntervalKind interval;
  private final Map<String, List<EventOutcome>> byAnswerer;

  /**
   * A report.
   *
   * @param question that was asked, in words
   * @param interval how intervals over seeds are computed
   */
  public EventReport(String question, EventExperiment.Result result, IntervalKind interval) {
    this.question = question;
    this.result = result;
    this.interval = interval;
    byAnswerer =
        result.outcomes().stream()
            .collect(
                Collectors.groupingBy(
                    EventOutcome::answerer, LinkedHashMap::new, Collectors.toList()));
  }

  /**
   * Writes {@code index.html}, {@code answers.csv}, {@code results.json} and the reliability
   * diagram as PNG and SVG.
   *
   * @param folder made if missing
   * @param command that made the result
   * @return the page
   * @throws org.amplia.base.UserError if the folder cannot be written
   */
  public Path write(Path folder, String command) {
    XYChart chart =
        Charts.reliability(question, learned(), "share of rollouts in which it happened");
    ReportWriter.writeChart(folder, "reliability", chart);
    ReportWriter.write(folder.resolve("answers.csv"), Csv.events(result.outcomes()));
    List<Html.Row> rows = new ArrayList<>();
    rows().forEach((name, cells) -> rows.add(Html.Row.ofTexts(name, cells)));
    return ReportWriter.writeExperiment(
        folder,
        question,
        "Held-out questions, from other games than those taught. Interquartile means over the seeds"
            + " with their 95 % intervals (of one seed, its value). The log score is the overseer's"
            + " approval, at most 0. Hindsight answers with what happened, which is the highest"
            + " score possible; no forecast can be expected to reach it.",
        List.of(
            Html.table("matrix", "Scores", HEADINGS, rows),
            Html.chart(
                chart,
                "reliability diagram",
                "A dot for each tenth of the answers' range with five answers or more, all seeds"
                    + " together.")),
        command,
        results());
  }

  /** The table as text. */
  public String text() {
    StringBuilder text = new StringBuilder(question).append('\n');
    String line = "%-12s %24s %24s %28s\n";
    text.append(RootLocale.format(line, HEADINGS.toArray()));
    rows()
        .forEach(
            (name, cells) ->
                text.append(
                    RootLocale.format(line, name, cells.get(0), cells.get(1), cells.get(2))));
    return text.toString();
  }

  /**
   * A line for every seed of every answerer: its log score, which is the overseer's approval.
   *
   * @param measure what the log score is of
   */
  public List<ResultLine> lines(ResultLine.Source source, String game, String measure) {
    return result.outcomes().stream()
        .map(
            outcome -> {
              double score = outcome.calibration().logScore();
              return ResultLine.of(
                  source, outcome.answerer(), game, outcome.seed(), measure, score, score, null);
            })
        .toList();
  }

  private Map<String, List<String>> rows() {
    Map<String, List<String>> rows = new LinkedHashMap<>();
    byAnswerer.forEach(
        (name, seeds) ->
            rows.put(
                name,
                List.of(
                    cell(seeds, Calibration::logScore),
                    cell(seeds, Calibration::brier),
                    cell(seeds, Calibration::expectedError))));
    return rows;
  }

  private static double[] values(List<EventOutcome> seeds, ToDoubleFunction<Calibration> of) {
    return seeds.stream().map(EventOutcome::calibration).mapToDouble(of).toArray();
  }

  private String cell(List<EventOutcome> seeds, ToDoubleFunction<Calibration> of) {
    double[] values = values(seeds, of);
    Interval ci95 = interval.point(values);
    return RootLocale.format(
            "%.3f (%.3f to %.3f)", Statistics.interquartileMean(values), ci95.low(), ci95.high())
        .replace('-', '−');
  }

  private Map<String, List<Calibration.Bin>> learned() {
    Map<String, List<Calibration.Bin>> learned = new LinkedHashMap<>();
    byAnswerer.forEach((name, seeds) -> learned.put(name, EventOutcome.pooled(seeds).bins()));
    learned.remove(EventExperiment.BASE_RATE);
    learned.remove(EventExperiment.HINDSIGHT);
    return learned;
  }

  /** Everything as JSON: a line for each answerer, with the bins of all seeds together. */
  public Map<String, Object> results() {
    List<Map<String, Object>> lines = new ArrayList<>();
    byAnswerer.forEach(
        (name, seeds) -> {
          Map<String, Object> line = new LinkedHashMap<>();
          line.put("answerer", name);
          line.put("logScores", values(seeds, Calibration::logScore));
          line.put("brierScores", values(seeds, Calibration::brier));
          line.put("expectedCalibrationErrors", values(seeds, Calibration::expectedError));
          line.put("bins", EventOutcome.pooled(seeds).bins());
          lines.add(line);
        });
    Map<String, Object> results = new LinkedHashMap<>();
    results.put("schema", 1);
    results.put("question", question);
    results.put("actingFrames", result.cost().actingFrames());
    results.put("frames", result.cost().frames());
    results.put("seconds", result.cost().seconds());
    results.put("answerers", lines);
    return results;
  }
}
