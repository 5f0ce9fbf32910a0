package org.amplia.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.amplia.base.RootLocale;
import org.amplia.report.chart.ChartImage;
import org.amplia.report.chart.Palette;
import org.amplia.report.stat.Axis;
import org.amplia.report.stat.Effort;
import org.amplia.report.stat.Format;
import org.amplia.report.stat.Interval;
import org.amplia.report.stat.LearningCurve;
import org.amplia.report.stat.MetricNames;
import org.amplia.report.stat.Results;
import org.knowm.xchart.XYChart;

/** The page of a comparison of methods. */
public final class ComparisonPage {
  private final Comparison comparison;
  private final Results results;
  private final List<String> methods;

  public ComparisonPage(Comparison comparison) {
    this.comparison = comparison;
    results = comparison.results();
    methods = results.arms().stream().map(Results.Arm::method).toList();
  }

  /**
   * The page.
   *
   * @param charts score curves by axis
   * @param drift charts of measured values by name
   * @param gifs replays by method
   * @param command the command that made the page, quoted for a shell
   */
  public String html(
      Map<Axis, XYChart> charts,
      Map<String, XYChart> drift,
      Map<String, byte[]> gifs,
      String command) {
    StringBuilder body = new StringBuilder();
    comparison.warnings().forEach(warning -> body.append(Html.warning(warning)));
    body.append(Html.heading("Final scores")).append(scores());
    body.append(Html.heading("Learning curves")).append(curves(charts));
    if (methods.size() > 1) {
      body.append(Html.heading("Probability of improvement")).append(matrix());
    }
    if (!drift.isEmpty()) {
      body.append(Html.heading("Drift from the demonstrators")).append(drift(drift));
    }
    if (!gifs.isEmpty()) {
      body.append(Html.heading("Replays")).append(replays(gifs));
    }
    body.append(Html.heading("Reproduce"))
        .append(Html.paragraph("This page:"))
        .append(Html.code(command))
        .append(new Repetition(comparison.runs()).html());
    body.append(Html.heading("Configuration"))
        .append(Html.paragraph("Keys that differ come first, on a tinted ground."))
        .append(RunTables.configuration(comparison.runs()));
    body.append(Html.heading("Versions")).append(RunTables.versions(comparison.runs()));
    body.append(Html.heading("What these numbers are, and are not"))
        .append(Html.list(comparison.rules()));
    return HtmlReport.page(
        comparison.game() + ": " + methods.size() + (methods.size() == 1 ? " method" : " methods"),
        "Start with the table: IQM is the mean of the middle half of the seeds' final scores, and"
            + " its interval says how far it could move with other seeds. Then look at the curves:"
            + " a method that needs few acting frames can need many emulator frames, so all three"
            + " axes are shown. Two methods differ convincingly if the interval of their"
            + " probability of improvement leaves out 0.5.",
        body.toString());
  }

  private String scores() {
    List<Html.Row> rows = new ArrayList<>();
    for (int i = 0; i < results.arms().size(); i++) {
      Results.Arm arm = results.arms().get(i);
      rows.add(
          new Html.Row(
              "",
              swatch(i) + Html.escape(arm.method()),
              List.of(
                  Html.cell(Format.score(arm.iqm())),
                  Html.cell(arm.seeds().size() > 1 ? Format.interval(arm.ci95()) : "one seed"),
                  Html.cell(Format.normalised(arm.humanNormalised())),
                  Html.cell(seedScores(arm)),
                  Html.cell(Format.count((double) arm.actingFrames())),
                  Html.cell(Format.count((double) arm.frames())),
                  Html.cell(Format.duration(arm.seconds())),
                  Html.cell(Effort.of(arm)))));
    }
    return Html.table(
        "scores",
        "Final scores",
        List.of(
            "method",
            "IQM",
            "95 % interval",
            "human-normalised IQM",
            "each seed's score",
            "acting frames",
            "all frames",
            "time",
            "trained for"),
        rows);
  }

  private static String seedScores(Results.Arm arm) {
    return arm.scores().stream().map(Format::score).collect(Collectors.joining("  ·  "));
  }

  private static String swatch(int index) {
    return RootLocale.format(
        "<span class=\"swatch\" style=\"background:#%06x\"></span>",
        Palette.line(index).getRGB() & 0xFFFFFF);
  }

  private String curves(Map<Axis, XYChart> charts) {
    List<String> figures = new ArrayList<>();
    for (Axis axis : List.of(Axis.FRAMES, Axis.ACTING_FRAMES, Axis.SECONDS)) {
      figures.add(
          Html.figure(
              "",
              "image/png",
              ChartImage.png(charts.get(axis)),
              "Score against " + axis.title() + ". At the end: " + ends() + ".",
              "Score against "
                  + axis.title()
                  + "; interquartile mean over seeds, band: 95 % interval."
                  + held(axis)));
    }
    // The honest axis leads and gets the page's whole width.
    figures.set(0, figures.get(0).replaceFirst("class=\"\"", "class=\"wide\""));
    return Html.grid("curves", figures);
  }

  private String held(Axis axis) {
    List<String> held =
        comparison.curves(axis).stream()
            .filter(c -> !c.levels().isEmpty())
            .filter(c -> c.shortestEnd() < 0.95 * c.levels().get(c.levels().size() - 1).x())
            .map(LearningCurve::name)
            .toList();
    return held.isEmpty()
        ? ""
        : " Seeds end at different points and keep their last score from there on: "
            + String.join(", ", held)
            + ".";
  }

  private String ends() {
    return results.arms().stream()
        .map(arm -> arm.method() + " " + Format.score(arm.iqm()))
        .collect(Collectors.joining(", "));
  }

  private String matrix() {
    List<Html.Row> rows = new ArrayList<>();
    for (int i = 0; i < methods.size(); i++) {
      String row = methods.get(i);
      rows.add(
          new Html.Row(
              "",
              swatch(i) + Html.escape(row),
              methods.stream().map(column -> matrixCell(row, column)).toList()));
    }
    List<String> headings = new ArrayList<>(List.of("row better than column"));
    headings.addAll(methods);
    return Html.paragraph(
            "How probably a seed of the row's method scores more than a seed of the column's, ties"
                + " counting half; below it the 95 % interval.")
        + Html.table("matrix", "Probability of improvement", headings, rows);
  }

  private String matrixCell(String row, String column) {
    for (Results.Pair pair : results.pairs()) {
      if (pair.a().equals(row) && pair.b().equals(column)) {
        return matrixCell(pair.probabilityOfImprovement(), pair.ci95());
      }
      if (pair.a().equals(column) && pair.b().equals(row)) {
        return matrixCell(
            1 - pair.probabilityOfImprovement(),
            new Interval(1 - pair.ci95().high(), 1 - pair.ci95().low()));
      }
    }
    return "<td>–</td>";
  }

  private static String matrixCell(double probability, Interval interval) {
    return RootLocale.format(
        "<td style=\"background:rgb(var(--%s) / %.2f)\">%.2f<small>%.2f to %.2f</small></td>",
        probability >= 0.5 ? "win" : "lose",
        Math.abs(probability - 0.5) * 0.7,
        probability,
        interval.low(),
        interval.high());
  }

  private static String drift(Map<String, XYChart> charts) {
    return Html.grid(
        "curves",
        charts.entrySet().stream()
            .map(
                chart ->
                    Html.figure(
                        "",
                        "image/png",
                        ChartImage.png(chart.getValue()),
                        MetricNames.title(chart.getKey()) + " against all emulator frames",
                        MetricNames.title(chart.getKey())
                            + "; interquartile mean over seeds, band: 95 % interval."))
            .toList());
  }

  private static String replays(Map<String, byte[]> gifs) {
    return Html.paragraph("One recorded game a method: an illustration, not a measurement.")
        + Html.grid(
            "replays",
            gifs.entrySet().stream()
                .map(
                    gif ->
                        Html.figure(
                            "",
                            "image/gif",
                            gif.getValue(),
                            "Replay of a game played by " + gif.getKey(),
                            gif.getKey()))
                .toList());
  }
}
