package org.amplia.report;

import java.awt.Color;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.amplia.base.UserError;
import org.amplia.report.chart.ChartColours;
import org.amplia.report.chart.ChartStyle;
import org.amplia.report.chart.ChartStyle.EndLabels;
import org.amplia.report.export.ResultLine;
import org.amplia.report.stat.Axis;
import org.amplia.report.stat.Format;
import org.amplia.report.stat.IntervalKind;
import org.amplia.report.stat.LearningCurve.Point;
import org.amplia.report.stat.Statistics;
import org.knowm.xchart.XYChart;

/**
 * The tables and pictures of files of results: a table for each experiment, game and measure, with
 * a row for each arm, and one of its pairs of arms.
 */
public final class ResultTables {
  private static final String FILE = "results.md";
  private static final int WIDTH = 720;
  private static final int HEIGHT = 430;

  private final List<Table> tables;
  private final IntervalKind interval;

  /**
   * Tables of lines in the order in which they are to be shown.
   *
   * @param interval how intervals over seeds are computed
   * @throws UserError if there is no line, or a seed of an arm has two
   */
  public ResultTables(List<ResultLine> lines, IntervalKind interval) {
    if (lines.isEmpty()) {
      throw new UserError("no seed to report on: the files have no line below their header");
    }
    this.interval = interval;
    tables =
        lines.stream()
            .collect(
                Collectors.groupingBy(
                    ResultTables::titleOf, LinkedHashMap::new, Collectors.toList()))
            .values()
            .stream()
            .map(Table::of)
            .toList();
  }

  private static String titleOf(ResultLine line) {
    return line.source().experiment() + ": " + line.measure() + " on " + line.game();
  }

  /**
   * The lines of one table.
   *
   * @param arms by name, in the order of the file; lines by rising seed
   */
  private record Table(String title, Map<String, List<ResultLine>> arms) {
    static Table of(List<ResultLine> lines) {
      Map<String, Map<Long, ResultLine>> arms = new LinkedHashMap<>();
      for (ResultLine line : lines) {
        ResultLine other =
            arms.computeIfAbsent(line.arm(), arm -> new TreeMap<>()).put(line.seed(), line);
        if (other != null) {
          throw UserError.of(
              "seed %d of %s has two lines in %s: remove one",
              line.seed(), line.arm(), titleOf(line));
        }
      }
      Map<String, List<ResultLine>> sorted = new LinkedHashMap<>();
      arms.forEach((arm, bySeed) -> sorted.put(arm, List.copyOf(bySeed.values())));
      return new Table(titleOf(lines.get(0)), sorted);
    }

    String name() {
      return ReportFiles.slug(title);
    }

    double[] scores(String arm) {
      return arms.get(arm).stream().mapToDouble(ResultLine::score).toArray();
    }

    /** Of seeds that both have. */
    double[] differences(String arm, String other) {
      Map<Long, Double> others =
          arms.get(other).stream().collect(Collectors.toMap(ResultLine::seed, ResultLine::score));
      return arms.get(arm).stream()
          .filter(line -> others.containsKey(line.seed()))
          .mapToDouble(line -> line.score() - others.get(line.seed()))
          .toArray();
    }

    Stream<ResultLine> lines() {
      return arms.values().stream().flatMap(List::stream);
    }

    boolean hasFrames() {
      return lines().allMatch(line -> line.frames() != null);
    }

    /** Of each arm; several arms are there to claim that one is better. */
    int seedsNeeded() {
      return arms.size() > 1 ? Statistics.SEEDS_OF_A_CLAIM : Statistics.ENOUGH_SEEDS;
    }

    boolean isEarlyLook() {
      return arms.values().stream().anyMatch(lines -> lines.size() < seedsNeeded());
    }
  }

  /** The files that {@link #write} writes. */
  public List<Path> files(Path folder) {
    List<Path> files = new ArrayList<>(List.of(folder.resolve(FILE)));
    for (Table table : tables) {
      if (table.hasFrames()) {
        files.add(folder.resolve(table.name() + ".png"));
        files.add(folder.resolve(table.name() + ".svg"));
      }
    }
    return files;
  }

  /**
   * Writes {@code results.md}, and a picture of each table whose frames are known as PNG and SVG.
   *
   * @param folder made if missing
   * @return the Markdown file
   */
  public Path write(Path folder) {
    for (Table table : tables) {
      if (table.hasFrames()) {
        ReportWriter.writeChart(folder, table.name(), chart(table));
      }
    }
    Path file = folder.resolve(FILE);
    ReportWriter.write(file, markdown(true));
    return file;
  }

  /** The tables as Markdown, without pictures. */
  public String markdown() {
    return markdown(false);
  }

  private String markdown(boolean pictures) {
    return tables.stream().map(table -> markdown(table, pictures)).collect(Collectors.joining("\n"))
        + "\nIntervals: 95 % over seeds; "
        + interval.inWords()
        + ".\n";
  }

  private String markdown(Table table, boolean pictures) {
    StringBuilder text = new StringBuilder("## " + escaped(table.title) + "\n\n");
    distinct(table, line -> line.source().command())
        .forEach(command -> text.append("    ").append(command).append('\n'));
    text.append("\nCommit: ")
        .append(escaped(String.join(", ", distinct(table, line -> line.source().commit()))))
        .append('.');
    if (table.isEarlyLook()) {
      text.append(" *Early look: fewer than ").append(table.seedsNeeded()).append(" seeds.*");
    }
    text.append("\n\n").append(rows(armRows(table)));
    if (table.arms.size() > 1) {
      text.append('\n').append(rows(pairRows(table)));
    }
    if (pictures && table.hasFrames()) {
      text.append('\n').append("![").append(table.title).append("](");
      text.append(table.name()).append(".png)\n");
    }
    return text.toString();
  }

  private List<List<String>> armRows(Table table) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "arm",
            "seeds",
            "by seed",
            "mean",
            "95 % interval",
            "IQM",
            "95 % interval",
            "approved score",
            "area under the curve",
            "acting frames",
            "all frames",
            "seconds"));
    table.arms.forEach(
        (arm, lines) -> {
          double[] scores = table.scores(arm);
          boolean several = scores.length > 1;
          rows.add(
              List.of(
                  arm,
                  Integer.toString(scores.length),
                  Arrays.stream(scores).mapToObj(Format::score).collect(Collectors.joining(" · ")),
                  Format.score(mean(scores)),
                  several ? Format.interval(interval.mean(scores)) : "–",
                  Format.score(Statistics.interquartileMean(scores)),
                  several ? Format.interval(interval.score(scores)) : "–",
                  mean(lines, ResultLine::approvedScore, Format::score),
                  mean(lines, ResultLine::areaUnderCurve, Format::score),
                  mean(lines, ResultLine::actingFrames, Format::count),
                  mean(lines, ResultLine::frames, Format::count),
                  mean(lines, ResultLine::seconds, Format::count)));
        });
    return rows;
  }

  private List<List<String>> pairRows(Table table) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "pair",
            "mean difference, paired by seed",
            "95 % interval",
            "probability that the first scores more",
            "95 % interval"));
    List<String> arms = List.copyOf(table.arms.keySet());
    for (int i = 0; i < arms.size(); i++) {
      for (int j = i + 1; j < arms.size(); j++) {
        double[] x = table.scores(arms.get(i));
        double[] y = table.scores(arms.get(j));
        double[] differences = table.differences(arms.get(i), arms.get(j));
        boolean paired = differences.length > 1;
        rows.add(
            List.of(
                arms.get(i) + " less " + arms.get(j),
                paired ? Format.score(mean(differences)) : "–",
                paired ? Format.interval(interval.mean(differences)) : "–",
                Format.probability(Statistics.probabilityOfImprovement(x, y)),
                Format.probabilities(interval.probabilityOfImprovement(x, y))));
      }
    }
    return rows;
  }

  /** The first row is the head. A column without any value is left out. */
  private static String rows(List<List<String>> rows) {
    List<Integer> columns = new ArrayList<>();
    for (int i = 0; i < rows.get(0).size(); i++) {
      int column = i;
      if (rows.stream().skip(1).anyMatch(row -> !row.get(column).equals("–"))) {
        columns.add(column);
      }
    }
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      lines.add(
          columns.stream()
              .map(column -> escaped(row.get(column)))
              .collect(Collectors.joining(" | ", "| ", " |\n")));
    }
    lines.add(1, "| --- ".repeat(columns.size()) + "|\n");
    return String.join("", lines);
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("|", "\\|").replaceAll("\\s+", " ");
  }

  private static List<String> distinct(Table table, Function<ResultLine, String> of) {
    return table.lines().map(of).map(text -> text.replaceAll("\\s+", " ")).distinct().toList();
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  /** A dash unless every seed has a value. */
  private static String mean(
      List<ResultLine> lines, Function<ResultLine, Number> of, Function<Double, String> format) {
    List<Number> values = lines.stream().map(of).filter(Objects::nonNull).toList();
    return values.size() < lines.size()
        ? "–"
        : format.apply(values.stream().mapToDouble(Number::doubleValue).average().orElseThrow());
  }

  /** A dot for each seed, and the arm's name beside the mean of them. */
  private static XYChart chart(Table table) {
    XYChart chart = ChartStyle.chart(WIDTH, HEIGHT, table.title);
    List<EndLabels.Label> labels = new ArrayList<>();
    double end = 0;
    for (Map.Entry<String, List<ResultLine>> arm : table.arms.entrySet()) {
      Color color = ChartColours.line(labels.size());
      List<Point> points =
          arm.getValue().stream().map(line -> new Point(line.frames(), line.score())).toList();
      ChartStyle.dots(chart, arm.getKey(), points, color);
      double furthest = points.stream().mapToDouble(Point::x).max().orElseThrow();
      labels.add(
          new EndLabels.Label(arm.getKey(), furthest, mean(table.scores(arm.getKey())), color));
      end = Math.max(end, furthest);
    }
    ChartStyle.horizontal(chart, Axis.FRAMES, end, labels);
    DoubleStream scores = table.lines().mapToDouble(ResultLine::score);
    ChartStyle.vertical(chart, table.arms.values().iterator().next().get(0).measure(), scores);
    return chart;
  }
}
