package org.amplia.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.amplia.base.RootLocale;
import org.amplia.experiment.tabular.TabularExperiment.TabularOutcome;
import org.amplia.report.chart.Charts;
import org.amplia.report.export.Csv;
import org.amplia.report.export.ResultLine;
import org.amplia.report.page.Html;
import org.amplia.report.stat.Format;
import org.amplia.report.stat.IntervalKind;
import org.amplia.report.stat.Statistics;
import org.amplia.report.stat.Statistics.Interval;
import org.knowm.xchart.XYChart;

/** The report of the tabular worlds. */
public final class TabularReport {
  private final List<TabularOutcome> outcomes;
  private final IntervalKind interval;
  private final List<String> updates;

  /**
   * A report of outcomes in the order in which they are to be shown.
   *
   * @param interval how intervals over seeds are computed
   */
  public TabularReport(List<TabularOutcome> outcomes, IntervalKind interval) {
    this.outcomes = outcomes;
    this.interval = interval;
    updates = outcomes.stream().map(TabularOutcome::update).distinct().toList();
  }

  /**
   * Writes {@code index.html}, {@code regrets.csv}, {@code results.json} and every chart as PNG and
   * SVG.
   *
   * @param folder made if missing
   * @param command that made the outcomes
   * @return the page
   * @throws org.amplia.base.UserError if the folder cannot be written
   */
  public Path write(Path folder, String command) {
    List<Html> body = new ArrayList<>();
    for (Map.Entry<String, List<TabularOutcome>> world : by(TabularOutcome::world).entrySet()) {
      body.add(Html.heading(world.getKey()));
      body.add(Html.paragraph("Step sizes: " + stepSizes(world.getValue()) + "."));
      body.add(table(world.getValue()));
      List<Html> figures = new ArrayList<>();
      for (List<TabularOutcome> one : cases(world.getValue())) {
        XYChart chart = Charts.regrets(caseName(one.get(0)), one, interval);
        ReportWriter.writeChart(folder, fileName(one.get(0)), chart);
        String caption = world.getKey() + ", " + caseName(one.get(0));
        figures.add(Html.chart(chart, caption, caption));
      }
      body.add(Html.grid("curves", figures));
    }
    ReportWriter.write(folder.resolve("regrets.csv"), Csv.regrets(outcomes));
    return ReportWriter.writeExperiment(
        folder,
        "Imitation and REINFORCE against an exact overseer",
        "Regret is 1 minus the expected approval of M1's answers, computed exactly: 0 where M1"
            + " gives the best answer always. Lines are interquartile means over the seeds, bands"
            + " their 95 % intervals. Every update has asked the overseer equally often at the same"
            + " place of the horizontal axis.",
        body,
        command,
        results());
  }

  /** The last regrets as JSON: a schema number and a line for every case and update. */
  public Map<String, Object> results() {
    List<Map<String, Object>> lines = new ArrayList<>();
    for (TabularOutcome outcome : outcomes) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("world", outcome.world());
      line.put("start", outcome.start());
      line.put("noise", outcome.noise());
      line.put("update", outcome.update());
      line.put("stepSize", outcome.stepSize());
      line.put("approvals", outcome.approvals().get(outcome.approvals().size() - 1));
      line.put("seeds", outcome.regrets().size());
      line.put("regret", Statistics.interquartileMean(outcome.last()));
      line.put("ci95", interval.point(outcome.last()));
      lines.add(line);
    }
    return new TreeMap<>(Map.of("schema", 1, "outcomes", lines));
  }

  /** A line for every seed of every case and update: the regret at the end. */
  public List<ResultLine> lines(ResultLine.Source source) {
    List<ResultLine> lines = new ArrayList<>();
    for (TabularOutcome outcome : outcomes) {
      double[] last = outcome.last();
      for (int seed = 0; seed < last.length; seed++) {
        lines.add(
            ResultLine.of(
                source,
                outcome.update(),
                outcome.world() + ", " + caseName(outcome),
                seed,
                "regret",
                last[seed],
                1 - last[seed],
                null));
      }
    }
    return lines;
  }

  private Map<String, List<TabularOutcome>> by(Function<TabularOutcome, String> key) {
    return outcomes.stream()
        .collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()));
  }

  private static List<List<TabularOutcome>> cases(List<TabularOutcome> world) {
    return List.copyOf(
        world.stream()
            .collect(
                Collectors.groupingBy(
                    TabularReport::caseName, LinkedHashMap::new, Collectors.toList()))
            .values());
  }

  private static String caseName(TabularOutcome outcome) {
    return RootLocale.format(
        "%s start, %s",
        outcome.start(), outcome.noise() == 0 ? "no noise" : "noise " + outcome.noise());
  }

  private static String fileName(TabularOutcome outcome) {
    return ReportFiles.slug(outcome.world() + " " + caseName(outcome));
  }

  private String stepSizes(List<TabularOutcome> world) {
    Map<String, Double> sizes = new LinkedHashMap<>();
    world.forEach(outcome -> sizes.put(outcome.update(), outcome.stepSize()));
    return sizes.entrySet().stream()
        .map(size -> size.getKey() + " " + Format.tick(size.getValue(), size.getValue()))
        .collect(Collectors.joining("; "));
  }

  private Html table(List<TabularOutcome> world) {
    List<String> headings = new ArrayList<>(List.of("regret at the end"));
    headings.addAll(updates);
    List<Html.Row> rows = new ArrayList<>();
    for (List<TabularOutcome> one : cases(world)) {
      rows.add(Html.Row.ofTexts(caseName(one.get(0)), one.stream().map(this::regret).toList()));
    }
    return Html.table("matrix", "Regret at the end", headings, rows);
  }

  private String regret(TabularOutcome outcome) {
    double[] last = outcome.last();
    Interval ci95 = interval.point(last);
    return RootLocale.format(
        "%.3f (%.3f to %.3f)", Statistics.interquartileMean(last), ci95.low(), ci95.high());
  }
}
