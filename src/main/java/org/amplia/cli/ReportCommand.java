package org.amplia.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.amplia.base.OutputPlaces;
import org.amplia.base.ShellWords;
import org.amplia.base.UserError;
import org.amplia.cli.session.Replays;
import org.amplia.cli.session.TrainingSession;
import org.amplia.cli.terminal.Printing;
import org.amplia.report.ReportWriter;
import org.amplia.report.export.TensorBoardExport;
import org.amplia.report.page.Comparison;
import org.amplia.run.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code amplia report}. */
@Command(
    name = "report",
    description = "Draws the report again from run folders: of one run, or of several compared.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:  ./amplia report runs/crossing-*"})
final class ReportCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "RUN", description = "run folders")
  List<Path> runs;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "where a report of several runs goes (default: runs/report)")
  Path out;

  @Option(
      names = "--tensorboard",
      paramLabel = "DIR",
      description = "also write event files for TensorBoard, a folder a run")
  Path tensorBoard;

  @Option(names = "--force", description = "let --tensorboard replace its earlier event files")
  boolean force;

  @Option(names = "--json", description = "print the results as JSON")
  boolean json;

  @Override
  public Integer call() {
    List<RunFolder> folders = runs.stream().map(RunFolder::open).toList();
    if (folders.stream().allMatch(folder -> folder.evaluations().isEmpty())) {
      throw new UserError(
          runs.get(0)
              + " has measured nothing yet: wait for its first measurement, or go on with `./amplia resume`");
    }
    if (out != null && folders.size() == 1) {
      throw new UserError(
          "--out is for a report of several runs; one run's is in its own folder: leave it out");
    }
    Path place = out == null ? Path.of("runs", "report") : out;
    if (folders.size() == 1) {
      OutputPlaces.requireFolder("RUN", folders.get(0).report());
    } else {
      OutputPlaces.requireFolder("--out", place);
      ReportWriter.requireReplaceable(place);
    }
    // First, since it may refuse, and then nothing has changed.
    if (tensorBoard != null) {
      OutputPlaces.requireFolder("--tensorboard", tensorBoard);
      TensorBoardExport.write(tensorBoard, folders, force);
    }
    Path report;
    if (folders.size() == 1) {
      report = ReportWriter.writeRun(folders.get(0), Replays.gif(folders.get(0)));
    } else {
      Map<String, Path> gifs = new LinkedHashMap<>();
      for (RunFolder folder : folders) {
        String method = folder.description().method().label();
        if (!gifs.containsKey(method)) {
          Replays.gif(folder).ifPresent(gif -> gifs.put(method, gif));
        }
      }
      report =
          ReportWriter.writeComparison(
              place,
              folders,
              gifs,
              ShellWords.line(TrainingSession.commandLine(spec.commandLine())));
    }
    Printing.results(spec.commandLine().getOut(), Comparison.of(folders), json, report);
    return 0;
  }
}
