package org.amplia.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.amplia.report.chart.Charts;
import org.amplia.report.stat.Axis;
import org.amplia.report.stat.Format;
import org.amplia.report.stat.IntervalKind;
import org.amplia.report.stat.MetricNames;
import org.amplia.report.stat.RunSummary;
import org.amplia.report.stat.Statistics;
import org.amplia.rom.HumanNormalised;
import org.amplia.run.Evaluation;
import org.knowm.xchart.XYChart;

/** The page of a single run. */
public final class RunPage {
  /** More panels than this are left to the CSV. */
  private static final int MAX_PANELS = 24;

  private final RunSummary run;

  public RunPage(RunSummary run) {
    this.run = run;
  }

  /**
   * The page.
   *
   * @param chart the run's curve against all frames
   * @param gif a replay
   * @param program what can be looked into
   */
  public Html html(XYChart chart, Optional<byte[]> gif, Html.Program program) {
    MethodComparison alone = MethodComparison.ofSummaries(List.of(run), IntervalKind.T);
    List<Html> body = new ArrayList<>();
    alone.warnings().forEach(warning -> body.add(Html.warning(warning)));
    body.addAll(
        List.of(
            Html.heading("Learning curve"),
            curve(chart),
            program.look("curves", ComparisonPage.LOOK_AT_CURVES)));
    body.addAll(ComparisonPage.replays("Replay", gif.stream().map(this::replay).toList(), program));
    body.addAll(List.of(Html.heading("Evaluations"), rounds()));
    List<Html> panels = panels();
    if (!panels.isEmpty()) {
      body.addAll(List.of(Html.heading("Diagnostics"), Html.grid("small", panels)));
    }
    body.addAll(
        List.of(
            Html.heading("Reproduce"),
            new Repetition(List.of(run)).html(),
            Html.heading("Configuration"),
            RunTables.configuration(List.of(run)),
            Html.heading("Versions"),
            RunTables.versions(List.of(run))));
    if (run.finalEvaluation().isPresent()) {
      body.add(Html.heading("What these numbers are, and are not"));
      body.add(Html.list(alone.rules()));
    }
    return Html.page(
        run.description().game() + ": " + run.method() + ", seed " + run.seed(),
        lead(),
        body,
        program);
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

  private Html replay(byte[] gif) {
    return Html.grid(
        "replays",
        List.of(
            Html.gif(
                gif,
                "Replay of a game played by " + run.method(),
                "One recorded game: an illustration, not a measurement.")));
  }

  private Html curve(XYChart chart) {
    return Html.grid(
        "curves",
        List.of(
            Html.wideChart(
                chart,
                "Score of each evaluation against all emulator frames. " + lead(),
                "Line: mean of an evaluation's games; dots: single games; band: their middle half;"
                    + " diamond: the final evaluation"
                    + (run.demonstratorScore().isPresent()
                        ? "; dashed: the demonstrator."
                        : "."))));
  }

  private Html rounds() {
    List<Html.Row> rows = new ArrayList<>();
    for (Evaluation e : run.evaluations()) {
      double[] scores = e.scores().stream().mapToDouble(Double::doubleValue).toArray();
      String name = e.kind().equals(Evaluation.FINAL) ? "final" : "round " + e.round();
      rows.add(
          Html.Row.ofTexts(
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

  private List<Html> panels() {
    return MetricNames.panels(run.metricNames()).stream()
        .filter(name -> run.metric(name, Axis.FRAMES).size() > 1)
        .limit(MAX_PANELS)
        .map(
            name ->
                Html.chart(
                    Charts.metric(run, name, Axis.FRAMES),
                    MetricNames.title(name) + " against all emulator frames",
                    name))
        .toList();
  }
}
