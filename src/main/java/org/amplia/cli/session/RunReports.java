package org.amplia.cli.session;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.amplia.ask.EpisodeQuestions;
import org.amplia.ask.RecordedRun;
import org.amplia.base.Json;
import org.amplia.base.UserError;
import org.amplia.cli.terminal.ProgressLine;
import org.amplia.episode.EpisodeFile;
import org.amplia.episode.GifExport;
import org.amplia.episode.GifExport.GifOptions;
import org.amplia.report.ReportFiles;
import org.amplia.report.ReportWriter;
import org.amplia.report.export.ResultFile;
import org.amplia.report.export.ResultLine;
import org.amplia.report.export.ScoreTable;
import org.amplia.report.page.MethodComparison;
import org.amplia.report.stat.Axis;
import org.amplia.report.stat.IntervalKind;
import org.amplia.report.stat.LearningCurve.Point;
import org.amplia.report.stat.Results;
import org.amplia.report.stat.RunSummary;
import org.amplia.report.view.Extent;
import org.amplia.run.RunFolder;
import org.slf4j.LoggerFactory;

/** Reports of runs with animated replays of their first recorded episodes. */
public final class RunReports {
  private RunReports() {}

  /**
   * The replay, drawn if it is not there yet; nothing if no episode was recorded, or it cannot be
   * played again, of which the report says why.
   */
  static Optional<Path> replay(RunFolder folder) {
    Path gif = folder.report().resolve(ReportFiles.REPLAY);
    if (Files.exists(gif)) {
      return Optional.of(gif);
    }
    Optional<Path> episode = EpisodeQuestions.firstEpisode(folder);
    if (episode.isEmpty()) {
      return Optional.empty();
    }
    try {
      GifExport.write(
          EpisodeFile.read(episode.get()), RecordedRun.cartridge(folder), GifOptions.STANDARD, gif);
      return Optional.of(gif);
    } catch (UserError e) {
      LoggerFactory.getLogger(RunReports.class).debug("no replay", e);
      return Optional.empty();
    }
  }

  private static Optional<Path> replay(RunFolder folder, Extent extent) {
    return extent.hasPictures() ? replay(folder) : Optional.empty();
  }

  /**
   * Writes a run's own report. Returns the page.
   *
   * @param extent how much of the run the page holds
   */
  public static Path write(RunFolder run, Extent extent) {
    return ReportWriter.writeRun(run, replay(run, extent), extent);
  }

  /**
   * Writes the report of several runs, with a replay of each method. Returns the page.
   *
   * @param command that is repeated to write it again
   * @param interval how intervals over seeds are computed
   * @param extent how much of each run the page holds
   */
  public static Path write(
      Path folder, List<RunFolder> runs, String command, IntervalKind interval, Extent extent) {
    try (ProgressLine bar = new ProgressLine("report")) {
      Map<String, Path> gifs = new LinkedHashMap<>();
      for (RunFolder run : runs) {
        String method = run.description().method().label();
        if (!gifs.containsKey(method)) {
          replay(run, extent).ifPresent(gif -> gifs.put(method, gif));
        }
      }
      Extent told = extent.telling((what, done) -> bar.show(what, "", done));
      return ReportWriter.writeComparison(folder, runs, gifs, command, interval, told);
    }
  }

  /** Appends a line of each finished run. */
  public static void append(ResultFile csv, List<RunFolder> runs) {
    append(csv, runs, Optional.empty(), List.of());
  }

  /**
   * Appends a line of each finished run, and one of each metric.
   *
   * @param arm what the runs are called; their method if empty
   * @param metrics that are measured in rounds
   * @throws UserError if a run has not measured one of them
   */
  public static void append(
      ResultFile csv, List<RunFolder> runs, Optional<String> arm, List<String> metrics) {
    csv.append(
        runs.stream()
            .map(RunSummary::of)
            .filter(run -> run.finalEvaluation().isPresent())
            .flatMap(
                run -> {
                  ResultLine line = ResultLine.of(csv.experiment(), run);
                  ResultLine score = line.named(arm.orElse(line.arm()), line.measure());
                  return Stream.concat(
                      Stream.of(score),
                      metrics.stream().map(metric -> ofMetric(run, score, metric)));
                })
            .toList());
  }

  private static ResultLine ofMetric(RunSummary run, ResultLine score, String metric) {
    List<Point> measured = run.metric(metric, Axis.FRAMES);
    UserError.unless(
        !measured.isEmpty(),
        "--metric: %s has not measured %s; it has %s",
        run.folder(),
        metric,
        String.join(", ", run.metricNames()));
    return ResultLine.of(
        score.source(),
        score.arm(),
        score.game(),
        score.seed(),
        metric + ", mean over rounds",
        measured.stream().mapToDouble(Point::y).average().orElseThrow(),
        null,
        score.frames());
  }

  /** Prints the table of final scores and where the report is; or the results as JSON. */
  public static void print(
      PrintWriter out, List<RunFolder> runs, boolean json, Path report, IntervalKind interval) {
    Results results = MethodComparison.of(runs, interval).results();
    if (json) {
      out.println(Json.line(results));
    } else {
      out.print(ScoreTable.text(results));
      out.println("report:  " + report);
    }
    out.flush();
  }
}
