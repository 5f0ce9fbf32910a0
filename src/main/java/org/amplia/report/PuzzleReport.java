package org.amplia.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.amplia.base.RootLocale;
import org.amplia.base.UserError;
import org.amplia.experiment.puzzle.PuzzleArm;
import org.amplia.experiment.puzzle.PuzzleOutcome;
import org.amplia.experiment.puzzle.PuzzleOutcome.Measure;
import org.amplia.experiment.puzzle.PuzzleWorld;
import org.amplia.question.Information;
import org.amplia.report.export.ResultLine;
import org.amplia.report.stat.Format;
import org.amplia.report.stat.IntervalKind;
import org.amplia.report.stat.Statistics.Interval;

/**
 * The tables of {@code experiment puzzle}: for each arm what M1 asks beside the best fixed item,
 * any item and what decides, all with the judge of the same run.
 */
public final class PuzzleReport {
  private static final String TEXT = "puzzle.md";
  private static final String BEST_FIXED = "the fixed item of the best ";
  private static final String GAIN = "decision gain a kiloframe";
  private static final double MOSTLY = 0.9;

  /** What is compared. */
  private static final List<String> COMPARED = List.of(GAIN, Measure.SCORE.label());

  /** What is told of a way to ask. */
  private static final Map<String, ToDoubleFunction<PuzzleOutcome>> COLUMNS = columns();

  private final Map<PuzzleWorld, Map<PuzzleArm, List<PuzzleOutcome>>> byWorld;

  /**
   * A report of a file's lines.
   *
   * @throws UserError if none is of this experiment
   */
  public PuzzleReport(List<ResultLine> lines) {
    List<PuzzleOutcome> outcomes = PuzzleLines.outcomes(lines);
    UserError.unless(
        !outcomes.isEmpty(),
        "there is no result of `experiment puzzle` among %d lines",
        lines.size());
    byWorld =
        outcomes.stream()
            .collect(
                Collectors.groupingBy(
                    one -> one.run().world(),
                    TreeMap::new,
                    Collectors.groupingBy(
                        one -> one.run().arm(), LinkedHashMap::new, Collectors.toList())));
  }

  private static Map<String, ToDoubleFunction<PuzzleOutcome>> columns() {
    Map<String, ToDoubleFunction<PuzzleOutcome>> columns = new LinkedHashMap<>();
    columns.put(Measure.RIGHT.label(), one -> one.get(Measure.RIGHT));
    columns.put(Measure.INFORMATION.label(), one -> one.get(Measure.INFORMATION));
    columns.put(GAIN, PuzzleOutcome::gainPerKiloframe);
    for (Measure measure :
        List.of(Measure.SCORE, Measure.GAIN, Measure.FRAMES, Measure.NLL, Measure.TAU)) {
      columns.put(measure.label(), one -> one.get(measure));
    }
    return columns;
  }

  /**
   * Writes {@code puzzle.md}.
   *
   * @param folder made if missing
   * @return the file
   */
  public Path write(Path folder) {
    Path file = folder.resolve(TEXT);
    ReportWriter.write(file, text());
    return file;
  }

  /** The tables in Markdown. */
  public String text() {
    StringBuilder text = new StringBuilder("# What is asked, and what it is worth\n");
    byWorld.forEach(
        (world, byArm) -> {
          text.append(RootLocale.format("%n## %s%n", world.label()));
          byArm.keySet().forEach(arm -> text.append(section(arm, byArm)));
        });
    return text.toString();
  }

  private static String section(PuzzleArm arm, Map<PuzzleArm, List<PuzzleOutcome>> byArm) {
    Map<String, List<PuzzleOutcome>> rows = rows(byArm.get(arm));
    StringBuilder text = new StringBuilder();
    text.append(RootLocale.format("%n### %s%n%n", arm.label()));
    text.append(
        RootLocale.format("| asked | seeds | %s |%n", String.join(" | ", COLUMNS.keySet())));
    text.append("| --- | --- |" + " --- |".repeat(COLUMNS.size()) + "\n");
    rows.forEach((name, row) -> text.append(line(name, row)));
    return arm.asks() ? text + "\n" + verdict(arm, rows, byArm) : text.toString();
  }

  /** Ways to ask and what they came to, those that were measured. */
  private static Map<String, List<PuzzleOutcome>> rows(List<PuzzleOutcome> outcomes) {
    Map<String, List<PuzzleOutcome>> rows = new LinkedHashMap<>();
    rows.put(PuzzleOutcome.M1, asked(outcomes, PuzzleOutcome.M1));
    COMPARED.forEach(column -> rows.put(BEST_FIXED + column, bestFixed(outcomes, column)));
    for (String other :
        List.of(
            PuzzleOutcome.ANY,
            PuzzleOutcome.DECIDING,
            PuzzleOutcome.NOTHING,
            PuzzleOutcome.POLICY)) {
      rows.put(other, asked(outcomes, other));
    }
    rows.values().removeIf(List::isEmpty);
    return rows;
  }

  /** What the arms that learn what to ask are compared with in a column, by name. */
  private static Map<String, List<PuzzleOutcome>> controls(
      PuzzleArm arm,
      String column,
      Map<String, List<PuzzleOutcome>> rows,
      Map<PuzzleArm, List<PuzzleOutcome>> byArm) {
    Map<String, List<PuzzleOutcome>> controls = new LinkedHashMap<>();
    for (String other : List.of(BEST_FIXED + column, PuzzleOutcome.ANY)) {
      controls.put(other, rows.getOrDefault(other, List.of()));
    }
    if (arm != PuzzleArm.POLICY_ONLY) {
      controls.put(
          "M1 where only the policy learns",
          asked(byArm.getOrDefault(PuzzleArm.POLICY_ONLY, List.of()), PuzzleOutcome.M1));
    }
    controls.put(
        "fitted Q", asked(byArm.getOrDefault(PuzzleArm.FITTED_Q, List.of()), PuzzleOutcome.POLICY));
    return controls;
  }

  private static String line(String name, List<PuzzleOutcome> row) {
    List<String> cells = new ArrayList<>(List.of(name, Integer.toString(row.size())));
    for (ToDoubleFunction<PuzzleOutcome> column : COLUMNS.values()) {
      double[] values = values(row, column);
      cells.add(
          values.length == 0
              ? "–"
              : values.length == 1
                  ? Format.score(values[0])
                  : RootLocale.format(
                      "%s (%s)",
                      Format.score(Claims.mean(values)), Format.interval(interval(values))));
    }
    return "| " + String.join(" | ", cells) + " |\n";
  }

  private static String verdict(
      PuzzleArm arm,
      Map<String, List<PuzzleOutcome>> rows,
      Map<PuzzleArm, List<PuzzleOutcome>> byArm) {
    List<PuzzleOutcome> m1 = rows.getOrDefault(PuzzleOutcome.M1, List.of());
    long mostly = m1.stream().filter(one -> one.get(Measure.RIGHT) >= MOSTLY).count();
    StringBuilder text = new StringBuilder();
    text.append(
        RootLocale.format(
            "M1 asks what decides in at least 90 %% of the states with %d of %d seeds.",
            mostly, m1.size()));
    for (String column : COMPARED) {
      controls(arm, column, rows, byArm)
          .forEach((other, row) -> text.append(comparison(column, m1, other, row)));
    }
    return text.append('\n').toString();
  }

  private static String comparison(
      String column, List<PuzzleOutcome> m1, String other, List<PuzzleOutcome> row) {
    double[] own = values(m1, COLUMNS.get(column));
    double[] others = values(row, COLUMNS.get(column));
    if (own.length < 2 || others.length < 2) {
      return "";
    }
    boolean above = interval(own).low() > interval(others).high();
    return RootLocale.format(
        " Its %s is %s that of %s%s.",
        column,
        Claims.mean(own) > Claims.mean(others) ? "above" : "not above",
        other,
        above ? ", and the intervals do not touch" : "; the intervals touch");
  }

  private static List<PuzzleOutcome> asked(List<PuzzleOutcome> outcomes, String what) {
    return outcomes.stream()
        .filter(one -> one.asked().equals(what))
        .sorted(Comparator.comparingLong(one -> one.run().seed()))
        .toList();
  }

  /**
   * For each seed the item that has the largest mean of a column on the others; not of one alone.
   */
  private static List<PuzzleOutcome> bestFixed(List<PuzzleOutcome> outcomes, String column) {
    List<PuzzleOutcome> chosen = new ArrayList<>();
    List<PuzzleOutcome> seeds = asked(outcomes, PuzzleOutcome.M1);
    for (PuzzleOutcome own : seeds.size() < 2 ? List.<PuzzleOutcome>of() : seeds) {
      own.run().world().items().stream()
          .map(Information::label)
          .max(
              Comparator.comparingDouble(
                  item -> meanOfOthers(outcomes, item, column, own.run().seed())))
          .stream()
          .flatMap(item -> asked(outcomes, item).stream())
          .filter(one -> one.run().seed() == own.run().seed())
          .forEach(chosen::add);
    }
    return chosen;
  }

  private static double meanOfOthers(
      List<PuzzleOutcome> outcomes, String item, String column, long seed) {
    return asked(outcomes, item).stream()
        .filter(one -> one.run().seed() != seed)
        .mapToDouble(COLUMNS.get(column))
        .filter(Double::isFinite)
        .average()
        .orElse(Double.NEGATIVE_INFINITY);
  }

  private static double[] values(List<PuzzleOutcome> row, ToDoubleFunction<PuzzleOutcome> column) {
    return row.stream().mapToDouble(column).filter(Double::isFinite).toArray();
  }

  private static Interval interval(double[] values) {
    return IntervalKind.T.mean(values);
  }
}
