package org.amplia.report;

import java.awt.Color;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.amplia.ask.RecordedRun;
import org.amplia.base.RootLocale;
import org.amplia.experiment.claims.ClaimArm;
import org.amplia.experiment.claims.ClaimRun;
import org.amplia.experiment.claims.ClaimSettings;
import org.amplia.experiment.claims.Initialisation;
import org.amplia.report.Claims.Cell;
import org.amplia.report.Claims.Difference;
import org.amplia.report.chart.ChartColours;
import org.amplia.report.chart.ChartStyle;
import org.amplia.report.chart.ChartStyle.EndLabels;
import org.amplia.report.chart.Charts;
import org.amplia.report.export.Csv;
import org.amplia.report.export.ResultLine;
import org.amplia.report.stat.Axis;
import org.amplia.report.stat.Format;
import org.amplia.report.stat.IntervalKind;
import org.amplia.report.stat.LearningCurve;
import org.amplia.report.stat.LearningCurve.Point;
import org.amplia.report.stat.RunSummary;
import org.amplia.report.stat.Statistics;
import org.amplia.run.RunDescription.RunState;
import org.amplia.run.RunFolder;
import org.knowm.xchart.XYChart;

/**
 * The answers to claims 16, 17 and 18: {@code claims.md} in words, {@code claims.csv} the
 * differences, and a picture for each initialisation: learning curves where the runs are at hand,
 * areas under them otherwise.
 */
public final class ClaimsReport {
  private static final String TEXT = "claims.md";

  /** More lines than these in one picture could not be told apart. */
  private static final List<ClaimArm> DRAWN =
      List.of(ClaimArm.IMITATION, ClaimArm.REINFORCE, ClaimArm.MIXED, ClaimArm.BC);

  private static final int WIDTH = 720;
  private static final int HEIGHT = 430;

  private final ClaimLines lines;
  private final Claims claims;

  /**
   * A report of a file's lines.
   *
   * @param lines which of them
   * @throws org.amplia.base.UserError if none is of these runs
   */
  public ClaimsReport(ClaimLines lines, List<ResultLine> all) {
    this.lines = lines;
    claims = Claims.of(lines, all);
  }

  /**
   * Writes the report, and the pictures beside it as PNG and SVG.
   *
   * @param folder made if missing; finished runs in it are drawn
   * @return the text
   */
  public Path write(Path folder) {
    List<String> pictures = new ArrayList<>();
    claims
        .cells()
        .keySet()
        .forEach(
            start -> {
              List<LearningCurve> curves = curves(folder, start);
              String name = (curves.isEmpty() ? "areas-" : "curves-") + start.label();
              ReportWriter.writeChart(
                  folder, name, curves.isEmpty() ? areas(start) : chart(start, curves));
              pictures.add(name);
            });
    ReportWriter.write(folder.resolve("claims.csv"), csv());
    ReportWriter.write(
        folder.resolve(TEXT),
        text()
            + pictures.stream()
                .map(name -> "\n![" + name + "](" + name + ".png)\n")
                .collect(Collectors.joining()));
    return folder.resolve(TEXT);
  }

  private String csv() {
    StringBuilder csv =
        new StringBuilder(
            Csv.line(
                List.of(
                    "claim",
                    "start",
                    "draws",
                    "first",
                    "second",
                    "seeds",
                    "mean_difference",
                    "ci95_low",
                    "ci95_high",
                    "verdict")));
    Stream.concat(
            claims.updates().stream(),
            claims.best().stream().flatMap(best -> best.differences().stream()))
        .forEach(
            one ->
                csv.append(
                    Csv.line(
                        List.of(
                            one.claim() == 0 ? "" : one.claim(),
                            one.start().label(),
                            one.draws(),
                            one.first().label(),
                            one.second().label(),
                            one.seeds(),
                            one.mean(),
                            one.interval().low(),
                            one.interval().high(),
                            one.verdict().label()))));
    return csv.toString();
  }

  /** The report without its pictures. */
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        RootLocale.format(
            "# Claims 16, 17, 18 on %s, %,d frames\n\n", lines.game(), lines.frames()));
    text.append("Mean score over all frames (the area under the learning curve); differences are")
        .append(" paired by seed, with 95 % intervals by Student's t. ")
        .append("Rules: docs/claims.md.");
    if (fewestSeeds() < Statistics.SEEDS_OF_A_CLAIM) {
      text.append(
          RootLocale.format(" *Early look: fewer than %d seeds.*", Statistics.SEEDS_OF_A_CLAIM));
    }
    text.append("\n\n");
    section(text, 16, "imitation is faster from a good initialisation", Initialisation.GOOD);
    section(
        text,
        17,
        "REINFORCE is faster from one that is suboptimal or hard to reproduce",
        Initialisation.SUBOPTIMAL,
        Initialisation.UNREPRODUCIBLE);
    text.append("**Claim 18, a mix is best everywhere (within 5 % of the better update):**\n\n");
    claims
        .best()
        .forEach(
            best ->
                text.append(
                    RootLocale.format(
                        "- %s: %s. %s\n",
                        best.draws(),
                        best.verdict().label(),
                        best.differences().isEmpty()
                            ? "Not measured."
                            : best.differences().stream()
                                .map(
                                    one ->
                                        RootLocale.format(
                                            "From %s: %s (%s within 5 %%)",
                                            one.start().label(),
                                            difference(one),
                                            one.verdict().label()))
                                .collect(Collectors.joining("; ", "", ".")))));
    text.append("\nNo claim is about the uniform start:\n\n");
    sentences(text, 0, Initialisation.UNIFORM);
    claims.cells().forEach((start, arms) -> table(text, start, arms));
    return text.toString();
  }

  private int fewestSeeds() {
    return claims.cells().values().stream()
        .flatMap(arms -> arms.values().stream())
        .mapToInt(cell -> cell.areas().size())
        .min()
        .orElse(0);
  }

  private void section(StringBuilder text, int claim, String words, Initialisation... starts) {
    text.append(RootLocale.format("**Claim %d, %s:**\n\n", claim, words));
    for (Initialisation start : starts) {
      sentences(text, claim, start);
    }
    text.append('\n');
  }

  private void sentences(StringBuilder text, int claim, Initialisation start) {
    List<Difference> measured =
        claims.updates().stream()
            .filter(one -> one.claim() == claim && one.start() == start)
            .toList();
    for (String draws : Claims.draws().keySet()) {
      text.append(
          RootLocale.format(
              "- from %s, %s: %s\n",
              start.label(),
              draws,
              measured.stream()
                  .filter(one -> one.draws().equals(draws))
                  .map(one -> one.verdict().label() + ". " + difference(one) + ".")
                  .findFirst()
                  .orElse("open. Not measured.")));
    }
  }

  private static String difference(Difference one) {
    return RootLocale.format(
        "%s less %s is %s points (%s), %d seeds",
        one.first().label(),
        one.second().label(),
        Format.score(one.mean()),
        Format.interval(one.interval()),
        one.seeds());
  }

  private static void table(StringBuilder text, Initialisation start, Map<ClaimArm, Cell> arms) {
    boolean approved = arms.values().stream().anyMatch(cell -> !cell.approved().isEmpty());
    text.append("\n## From the start ").append(start.label()).append("\n\n");
    text.append("| arm | seeds | area | 95 % interval | last score | 95 % interval |");
    text.append(approved ? " approved score |" : "").append(" KL to the clone, nats |\n");
    text.append("| --- ".repeat(approved ? 8 : 7)).append("|\n");
    arms.forEach(
        (arm, cell) -> {
          text.append("| ").append(arm.label()).append(" | ").append(cell.areas().size());
          text.append(" | ").append(mean(cell.areas())).append(" | ").append(mean(cell.scores()));
          if (approved) {
            text.append(" | ").append(meanAlone(cell.approved()));
          }
          text.append(" | ").append(meanAlone(cell.drifts())).append(" |\n");
        });
  }

  private static String mean(SortedMap<Long, Double> bySeed) {
    double[] values = Claims.values(bySeed);
    return Format.score(Claims.mean(values))
        + " | "
        + (values.length > 1 ? Format.interval(IntervalKind.T.mean(values)) : "–");
  }

  private static String meanAlone(SortedMap<Long, Double> bySeed) {
    return bySeed.isEmpty() ? "–" : Format.score(Claims.mean(Claims.values(bySeed)));
  }

  /** The curves of the arms whose finished runs are in the folder. */
  private List<LearningCurve> curves(Path folder, Initialisation start) {
    List<LearningCurve> curves = new ArrayList<>();
    for (ClaimArm arm : DRAWN) {
      Cell cell = claims.of(start).get(arm);
      if (cell == null) {
        continue;
      }
      List<List<Point>> runs =
          cell.areas().keySet().stream()
              .map(seed -> new ClaimRun(start, arm, ClaimSettings.usual(arm), seed, false))
              .map(run -> folder.resolve(run.folder()))
              .filter(path -> Files.exists(path.resolve(RunFolder.DESCRIPTION)))
              .map(RunFolder::open)
              .filter(run -> run.description().state() == RunState.DONE)
              .filter(run -> lines.isOf(RecordedRun.configuration(run)))
              .map(run -> RunSummary.of(run).curve(Axis.FRAMES))
              .toList();
      if (!runs.isEmpty()) {
        curves.add(LearningCurve.of(arm.label(), runs, IntervalKind.T));
      }
    }
    return curves;
  }

  private XYChart chart(Initialisation start, List<LearningCurve> curves) {
    return Charts.curves(
        lines.game() + ", from the start " + start.label(),
        Axis.FRAMES,
        "score (points per game)",
        curves,
        DRAWN.stream().map(ClaimArm::label).toList());
  }

  /** A dot for each seed, the arms side by side. */
  private XYChart areas(Initialisation start) {
    XYChart chart =
        ChartStyle.chart(WIDTH, HEIGHT, lines.game() + ", from the start " + start.label());
    List<EndLabels.Label> labels = new ArrayList<>();
    Map<ClaimArm, Cell> arms = claims.of(start);
    arms.forEach(
        (arm, cell) -> {
          int place = labels.size() + 1;
          Color color = ChartColours.line(labels.size());
          List<Point> points =
              cell.areas().values().stream().map(area -> new Point(place, area)).toList();
          ChartStyle.dots(chart, arm.label(), points, color);
          double mean = Claims.mean(Claims.values(cell.areas()));
          labels.add(new EndLabels.Label(arm.label(), place, mean, color));
        });
    chart.setXAxisTitle("arm");
    ChartStyle.horizontal(chart, 0, labels.size() + 1, labels);
    ChartStyle.vertical(
        chart,
        "area under the curve (points)",
        arms.values().stream().flatMapToDouble(cell -> Arrays.stream(Claims.values(cell.areas()))));
    return chart;
  }
}
