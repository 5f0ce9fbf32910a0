package org.amplia.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.amplia.report.chart.ChartImage;
import org.amplia.report.chart.Charts;
import org.amplia.report.stat.Axis;
import org.amplia.report.stat.Format;
import org.amplia.report.stat.MetricNames;
import org.amplia.report.stat.RunSummary;
import org.amplia.report.stat.Statistics;
import org.amplia.rom.HumanNormalised;
import org.amplia.run.Evaluation;
import org.knowm.xchart.XYChart;

/** The page of a single run. */
public final class RunPage {
  /** More panels than this are left to the CSV. */
  private static final int MAX_PANELS = 16;

  private final RunSummary run;

  public RunPage(RunSummary run) {
    this.run = run;
  }

  /**
   * The page.
   *
   * @param chart the run's curve against all frames
   * @param gif a replay
   */
  public String html(XYChart chart, Optional<byte[]> gif) {
    Comparison alone = Comparison.ofSummaries(List.of(run));
    StringBuilder body = new StringBuilder();
    alone.warnings().forEach(warning -> body.append(Html.warning(warning)));
    body.append(Html.heading("Learning curve")).append(curve(chart));
    gif.ifPresent(
        bytes ->
            body.append(Html.heading("Replay"))
                .append(
                    Html.grid(
                        "replays",
                        List.of(
                            Html.figure(
                                "",
                                "image/gif",
                                bytes,
                                "Replay of a game played by " + run.method(),
                                "One recorded game: an illustration, not a measurement.")))));
    body.append(Html.heading("Evaluations")).append(rounds());
    List<String> panels = panels();
    if (!panels.isEmpty()) {
      body.append(Html.heading("Diagnostics")).append(Html.grid("small", panels));
    }
    body.append(Html.heading("Reproduce")).append(new Repetition(List.of(run)).html());
    body.append(Html.heading("Configuration")).append(RunTables.configuration(List.of(run)));
    body.append(Html.heading("Versions")).append(RunTables.versions(List.of(run)));
    if (run.finalEvaluation().isPresent()) {
      body.append(Html.heading("What these numbers are, and are not"))
          .append(Html.list(alone.rules()));
    }
    return HtmlReport.page(
        run.description().game() + ": " + run.method() + ", seed " + run.seed(), lead(), body + "");
  }

  private String lead() {
    String score =
        run.finalScore().isPresent()
            ? "The final score is "
                + Format.score(run.finalScore().getAsDouble())
                + " points, the mean of "
                + run.finalEvaluation().orElseThrow().scores().size()
                + (run.finalEvaluation().orElseThrow().scores().size() == 1 ? " game" : " games")
                + " of the policy alone"
                + run.trained().map(trained -> " (" + trained + ")").orElse("")
                + HumanNormalised.of(run.description().game())
                    .map(scale -> scale.score(run.finalScore().getAsDouble()))
                    .map(normalised -> ", human-normalised " + Format.score(normalised) + ". ")
                    .orElse(". ")
            : "The run has not finished, so it has no final score. ";
    OptionalDouble demonstrator = run.demonstratorScore();
    return score
        + (demonstrator.isPresent()
            ? "The demonstrator scored " + Format.score(demonstrator.getAsDouble()) + ". "
            : "")
        + "One run says little about a method: another seed can end elsewhere.";
  }

  private String curve(XYChart chart) {
    return Html.grid(
        "curves",
        List.of(
            Html.figure(
                "wide",
                "image/png",
                ChartImage.png(chart),
                "Score of each evaluation against all emulator frames. " + lead(),
                "Line: mean of an evaluation's games; dots: single games; band: their middle half;"
                    + " diamond: the final evaluation"
                    + (run.demonstratorScore().isPresent()
                        ? "; dashed: the demonstrator."
                        : "."))));
  }

  private String rounds() {
    List<Html.Row> rows = new ArrayList<>();
    for (Evaluation e : run.evaluations()) {
      double[] scores = e.scores().stream().mapToDouble(Double::doubleValue).toArray();
      String name = e.kind().equals(Evaluation.FINAL) ? "final" : "round " + e.round();
      rows.add(
          Html.Row.of(
              name,
              List.of(
                  Format.score(e.meanScore()),
                  Format.score(Statistics.quantile(scores, 0))
                      + " to "
                      + Format.score(Statistics.quantile(scores, 1)),
                  String.valueOf(scores.length),
                  Format.count((double) e.actingFrames()),
                  Format.count((double) e.frames()),
                  Format.duration(e.seconds()))));
    }
    return Html.table(
        "scores",
        "Evaluations",
        List.of(
            "evaluation",
            "mean",
            "lowest to highest",
            "games",
            "acting frames",
            "all frames",
            "time"),
        rows);
  }

  private List<String> panels() {
    return MetricNames.panels(run.metricNames()).stream()
        .filter(name -> run.metric(name, Axis.FRAMES).size() > 1)
        .limit(MAX_PANELS)
        .map(
            name ->
                Html.figure(
                    "",
                    "image/png",
                    ChartImage.png(Charts.metric(run, name, Axis.FRAMES)),
                    MetricNames.title(name) + " against all emulator frames",
                    name))
        .toList();
  }
}
