package org.amplia.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.amplia.report.chart.ChartColours;
import org.amplia.report.stat.Axis;
import org.amplia.report.stat.Effort;
import org.amplia.report.stat.Format;
import org.amplia.report.stat.LearningCurve;
import org.amplia.report.stat.MetricNames;
import org.amplia.report.stat.Results;
import org.amplia.report.stat.Statistics.Interval;
import org.knowm.xchart.XYChart;

/** The page of a comparison of methods. */
public final class ComparisonPage {
  static final String LOOK_AT_CURVES = "Look into the curves: any metric, three axes, zoom";

  private final MethodComparison comparison;
  private final Results results;
  private final List<String> methods;

  public ComparisonPage(MethodComparison comparison) {
    this.comparison = comparison;
    results = comparison.results();
    methods = results.arms().stream().map(Results.Arm::method).toList();
  }

  /**
   * The page.
   *
   * @param charts score curves by axis
   * @param measured charts of measured values by name
   * @param gifs replays by method
   * @param command the command that made the page, quoted for a shell
   * @param program what can be looked into
   */
  public Html html(
      Map<Axis, XYChart> charts,
      Map<String, XYChart> measured,
      Map<String, byte[]> gifs,
      String command,
      Html.Program program) {
    List<Html> body = new ArrayList<>();
    comparison.warnings().forEach(warning -> body.add(Html.warning(warning)));
    body.addAll(
        List.of(
            Html.heading("Final scores"),
            scores(),
            program.look("compare", "Compare the methods at equal frames")));
    body.addAll(
        List.of(
            Html.heading("Learning curves"),
            curves(charts),
            program.look("curves", LOOK_AT_CURVES)));
    if (methods.size() > 1) {
      body.addAll(List.of(Html.heading("Probability of improvement"), matrix()));
    }
    body.addAll(measured("Drift from the demonstrators", MetricNames.DRIFT, measured));
    body.addAll(measured("How well evaluator and overseer know", MetricNames.EVALUATOR, measured));
    body.addAll(replays("Replays", gifs.isEmpty() ? List.of() : List.of(replays(gifs)), program));
    body.addAll(
        List.of(
            Html.heading("Reproduce"),
            Html.paragraph("This page:"),
            Html.code(command),
            new Repetition(comparison.runs()).html(),
            Html.heading("Configuration"),
            Html.paragraph("Keys that differ come first, on a tinted ground."),
            RunTables.configuration(comparison.runs()),
            Html.heading("Versions"),
            RunTables.versions(comparison.runs()),
            Html.heading("What these numbers are, and are not"),
            Html.list(comparison.rules())));
    return Html.page(
        comparison.game() + ": " + methods.size() + (methods.size() == 1 ? " method" : " methods"),
        "Start with the table: IQM is the mean of the middle half of the seeds' final scores, and"
            + " its interval says how far it could move with other seeds. Then look at the curves:"
            + " a method that needs few acting frames can need many emulator frames, so all three"
            + " axes are shown. Two methods differ convincingly if the interval of their"
            + " probability of improvement leaves out 0.5.",
        body,
        program);
  }

  /** The table of scores and, of several methods, which of two is better. */
  Html findings() {
    return methods.size() > 1
        ? Html.join(scores(), Html.heading("Probability of improvement"), matrix())
        : scores();
  }

  private Html scores() {
    List<Html.Row> rows = new ArrayList<>();
    for (int i = 0; i < results.arms().size(); i++) {
      Results.Arm arm = results.arms().get(i);
      rows.add(
          Html.Row.of(
              Html.swatch(ChartColours.line(i), arm.method()),
              List.of(
                  Html.cell(Format.score(arm.iqm())),
                  Html.cell(arm.seeds().size() > 1 ? Format.interval(arm.ci95()) : "one seed"),
                  Html.cell(Format.score(arm.mean())),
                  Html.cell(arm.seeds().size() > 1 ? Format.interval(arm.meanCi95()) : "one seed"),
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
            "mean",
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

  private Html curves(Map<Axis, XYChart> charts) {
    List<Html> figures = new ArrayList<>();
    // The axis that counts everything comes first and gets the page's whole width.
    for (Axis axis : List.of(Axis.FRAMES, Axis.ACTING_FRAMES, Axis.SECONDS)) {
      String alternative = "Score against " + axis.title() + ". At the end: " + ends() + ".";
      String caption =
          "Score against "
              + axis.title()
              + "; interquartile mean over seeds, band: 95 % interval."
              + held(axis);
      figures.add(
          axis == Axis.FRAMES
              ? Html.wideChart(charts.get(axis), alternative, caption)
              : Html.chart(charts.get(axis), alternative, caption));
    }
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

  private Html matrix() {
    List<Html.Row> rows = new ArrayList<>();
    for (int i = 0; i < methods.size(); i++) {
      String row = methods.get(i);
      rows.add(
          Html.Row.of(
              Html.swatch(ChartColours.line(i), row),
              methods.stream().map(column -> matrixCell(row, column)).toList()));
    }
    List<String> headings = new ArrayList<>(List.of("row better than column"));
    headings.addAll(methods);
    return Html.join(
        Html.paragraph(
            "The probability that a seed of the row's method scores more than a seed of the"
                + " column's, ties counting half; below it the 95 % interval."),
        Html.table("matrix", "Probability of improvement", headings, rows));
  }

  private Html matrixCell(String row, String column) {
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
    return Html.cell("–");
  }

  private static Html matrixCell(double probability, Interval interval) {
    return Html.tintedCell(
        Format.probability(probability),
        Format.probabilities(interval),
        probability >= 0.5 ? "win" : "lose",
        Math.abs(probability - 0.5) * 0.7);
  }

  /** A section of charts; nothing if none of them was measured. */
  private static List<Html> measured(
      String heading, List<String> names, Map<String, XYChart> charts) {
    List<Html> drawn =
        names.stream()
            .filter(charts::containsKey)
            .map(
                name ->
                    Html.chart(
                        charts.get(name),
                        MetricNames.title(name) + " against all emulator frames",
                        MetricNames.title(name)
                            + "; interquartile mean over seeds, band: 95 % interval."))
            .toList();
    return drawn.isEmpty() ? List.of() : List.of(Html.heading(heading), Html.grid("curves", drawn));
  }

  /** A section of games: pictures of some, what can be watched, and what is missing. */
  static List<Html> replays(String title, List<Html> pictures, Html.Program program) {
    List<Html> all = new ArrayList<>(pictures);
    all.add(program.look("episode", "Watch step by step, with what was asked of M2"));
    program.notes().forEach(note -> all.add(Html.paragraph(note)));
    boolean isEmpty = all.stream().allMatch(part -> part.toString().isEmpty());
    return isEmpty ? List.of() : List.of(Html.heading(title), Html.join(all));
  }

  private static Html replays(Map<String, byte[]> gifs) {
    return Html.join(
        Html.paragraph("One recorded game of each method: an illustration, not a measurement."),
        Html.grid(
            "replays",
            gifs.entrySet().stream()
                .map(
                    gif ->
                        Html.gif(
                            gif.getValue(),
                            "Replay of a game played by " + gif.getKey(),
                            gif.getKey()))
                .toList()));
  }
}
