package org.amplia.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.amplia.base.AtomicFile;
import org.amplia.base.InputFile;
import org.amplia.base.IoFault;
import org.amplia.base.Json;
import org.amplia.base.UserError;
import org.amplia.report.chart.ChartImage;
import org.amplia.report.chart.Charts;
import org.amplia.report.export.Csv;
import org.amplia.report.page.BundlePage;
import org.amplia.report.page.ComparisonPage;
import org.amplia.report.page.Html;
import org.amplia.report.page.MethodComparison;
import org.amplia.report.page.RunPage;
import org.amplia.report.stat.Axis;
import org.amplia.report.stat.IntervalKind;
import org.amplia.report.stat.LearningCurve;
import org.amplia.report.stat.MetricNames;
import org.amplia.report.stat.Results;
import org.amplia.report.stat.RunSummary;
import org.amplia.report.view.Extent;
import org.amplia.report.view.Viewer;
import org.amplia.run.RunFolder;
import org.knowm.xchart.XYChart;

/** Writes reports: the package's door for the command line. Earlier reports are replaced. */
public final class ReportWriter {
  private static final String RESULTS = "results.json";
  private static final int MOST_RESULTS_BYTES = 64 << 20;
  private static final int MOST_GIF_BYTES = 256 << 20;
  private static final String HOW_TO_MAKE = "make it with amplia replay --gif";

  private ReportWriter() {}

  /**
   * Writes a run's {@code report/}: {@code index.html}, {@code curve.png}, {@code curve.svg},
   * {@code scores.csv}, {@code metrics.csv} and {@code results.json} (without an arm if the run has
   * not finished).
   *
   * @param gif a replay to embed
   * @param extent how much of the run the page holds
   * @return the page
   * @throws UserError if the run or the GIF cannot be read
   * @throws UncheckedIOException if the folder cannot be written
   */
  public static Path writeRun(RunFolder folder, Optional<Path> gif, Extent extent) {
    RunSummary run = RunSummary.of(folder);
    MethodComparison alone = MethodComparison.ofSummaries(List.of(run), IntervalKind.T);
    XYChart chart = Charts.run(run, Axis.FRAMES);
    Path out = folder.report();
    writeChart(out, "curve", chart);
    write(out.resolve("scores.csv"), Csv.scores(List.of(run)));
    write(out.resolve("metrics.csv"), Csv.metrics(List.of(run)));
    write(out.resolve(RESULTS), Json.pretty(alone.results()));
    Path page = out.resolve(ReportFiles.PAGE);
    Html.Program program = Viewer.of(List.of(run), extent);
    write(page, new RunPage(run).html(chart, gif.map(ReportWriter::readGif), program).toString());
    return page;
  }

  /**
   * Writes a comparison: {@code index.html}, {@code results.json}, {@code scores.csv}, {@code
   * metrics.csv}, {@code curves.csv}, and each chart as PNG and SVG.
   *
   * @param outFolder where those files go, made if missing
   * @param folders runs of one game
   * @param gifByMethod replays to embed, in this order
   * @param command the command that made the page, quoted for a shell
   * @param interval how intervals over seeds are computed
   * @param extent how much of each run the page holds
   * @return the page
   * @throws UserError if the runs cannot be compared, none has finished, a GIF cannot be read, or
   *     the folder has files of those names that are no earlier report
   * @throws UncheckedIOException if the folder cannot be written
   */
  public static Path writeComparison(
      Path outFolder,
      List<RunFolder> folders,
      Map<String, Path> gifByMethod,
      String command,
      IntervalKind interval,
      Extent extent) {
    requireReplaceable(outFolder);
    MethodComparison comparison = MethodComparison.of(folders, interval);
    List<String> methods = comparison.results().arms().stream().map(Results.Arm::method).toList();
    if (methods.isEmpty()) {
      throw new UserError(
          "none of the " + folders.size() + " runs has finished: `./amplia resume` them first");
    }
    // First, as it marks the folder as a report's.
    write(outFolder.resolve(RESULTS), Json.pretty(comparison.results()));
    Map<Axis, XYChart> charts = new EnumMap<>(Axis.class);
    for (Axis axis : Axis.values()) {
      XYChart chart =
          Charts.curves(
              comparison.game() + ": score by method",
              axis,
              "score (points per game)",
              comparison.curves(axis),
              methods);
      writeChart(outFolder, ReportFiles.curve(axis), chart);
      charts.put(axis, chart);
    }
    Map<String, XYChart> measured = new LinkedHashMap<>();
    for (String name : MetricNames.compared()) {
      List<LearningCurve> curves = comparison.metricCurves(name, Axis.FRAMES);
      if (!curves.isEmpty()) {
        XYChart chart = Charts.curves(MetricNames.title(name), Axis.FRAMES, "", curves, methods);
        writeChart(outFolder, ReportFiles.metric(name), chart);
        measured.put(name, chart);
      }
    }
    Map<String, byte[]> gifs = new LinkedHashMap<>();
    gifByMethod.forEach((method, gif) -> gifs.put(method, readGif(gif)));
    write(outFolder.resolve("scores.csv"), Csv.scores(comparison.runs()));
    write(outFolder.resolve("metrics.csv"), Csv.metrics(comparison.runs()));
    write(outFolder.resolve("curves.csv"), Csv.curves(comparison));
    Path page = outFolder.resolve(ReportFiles.PAGE);
    Html.Program program = Viewer.of(comparison.runs(), extent);
    write(
        page,
        new ComparisonPage(comparison).html(charts, measured, gifs, command, program).toString());
    return page;
  }

  /**
   * Writes one file that holds some runs: to be sent to others. Nothing else is written.
   *
   * @param folders one run or more, {@link Viewer#MOST_RUNS} at most, of any games
   * @param command the command that made the page, quoted for a shell
   * @param interval how intervals over seeds are computed
   * @param extent how much of each run the page holds
   * @throws UserError if there are too many runs, or one cannot be read
   * @throws UncheckedIOException if the file cannot be written
   */
  public static void writeBundle(
      Path file, List<RunFolder> folders, String command, IntervalKind interval, Extent extent) {
    UserError.unless(
        folders.size() <= Viewer.MOST_RUNS,
        "--bundle takes %d runs at most, and these are %d: name fewer",
        Viewer.MOST_RUNS,
        folders.size());
    List<RunSummary> runs = folders.stream().map(RunSummary::of).toList();
    Html.Program program = Viewer.of(runs, extent);
    write(file, new BundlePage(runs).html(command, interval, program).toString());
  }

  /**
   * Looks whether a comparison may be written into a folder; other files in it are left alone.
   *
   * @throws UserError if it has files of a report's names, and is no report's
   */
  public static void requireReplaceable(Path folder) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> entries = Files.list(folder)) {
      Optional<Path> found =
          entries.filter(file -> ReportFiles.COMPARISON.writes(file)).sorted().findFirst();
      if (found.isPresent() && !isResults(folder.resolve(RESULTS))) {
        throw new UserError(found.get() + " is of no earlier report: name another folder");
      }
    } catch (IOException e) {
      throw new UserError("cannot read " + folder + " (" + IoFault.reason(e) + ")", e);
    }
  }

  private static boolean isResults(Path file) {
    try {
      String text = InputFile.text(file, MOST_RESULTS_BYTES, "the results of a report", "");
      JsonNode results = Json.read(text, JsonNode.class, file.toString());
      return results.has("schema") && results.has("arms");
    } catch (UserError e) {
      return false;
    }
  }

  private static byte[] readGif(Path gif) {
    byte[] bytes = InputFile.bytes(gif, MOST_GIF_BYTES, "a GIF", HOW_TO_MAKE);
    if (!new String(bytes, 0, Math.min(4, bytes.length), StandardCharsets.US_ASCII)
        .equals("GIF8")) {
      throw new UserError(gif + " is not a GIF: " + HOW_TO_MAKE);
    }
    return bytes;
  }

  /**
   * Writes {@code index.html} and {@code results.json} of an experiment.
   *
   * @param command that made the results
   * @return the page
   */
  static Path writeExperiment(
      Path folder,
      String title,
      String lead,
      List<Html> body,
      String command,
      Map<String, Object> results) {
    write(folder.resolve(RESULTS), Json.pretty(results));
    List<Html> whole = new ArrayList<>(body);
    whole.add(Html.heading("Reproduce"));
    whole.add(Html.code(command));
    Path page = folder.resolve(ReportFiles.PAGE);
    write(page, Html.page(title, lead, whole).toString());
    return page;
  }

  static void writeChart(Path folder, String name, XYChart chart) {
    write(folder.resolve(name + ".png"), ChartImage.png(chart));
    write(folder.resolve(name + ".svg"), ChartImage.svg(chart));
  }

  static void write(Path file, String text) {
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  static void write(Path file, byte[] content) {
    AtomicFile.save(file, content);
  }
}
