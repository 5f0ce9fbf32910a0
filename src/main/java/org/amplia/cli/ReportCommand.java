package org.amplia.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.amplia.base.OutputPlaces;
import org.amplia.base.ShellWords;
import org.amplia.base.UserError;
import org.amplia.cli.option.OptionRange;
import org.amplia.cli.option.ResultOptions;
import org.amplia.cli.session.RunReports;
import org.amplia.cli.session.TrainingSession;
import org.amplia.cli.terminal.ProgressLine;
import org.amplia.report.ReportWriter;
import org.amplia.report.export.TensorBoardExport;
import org.amplia.report.view.Extent;
import org.amplia.run.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code amplia report}. */
@Command(
    name = "report",
    description = {
      "Writes the HTML report of runs and prints their final scores.",
      "The report of one run is written into its own folder. Several runs, of one game, are"
          + " compared by method. Nothing is trained.",
      "A run's score is the mean of the games at its end, played by the policy alone. IQM is the"
          + " interquartile mean of a method's scores over its seeds: the mean without the"
          + " lowest and highest quarter (of 4 seeds or more). Acting frames are those that the"
          + " policy or a demonstrator played; all frames count look-ahead too."
    },
    mixinStandardHelpOptions = true,
    subcommands = ReportResultsCommand.class,
    footer = {
      "",
      "Example:  ./amplia report runs/crossing-regularised-s1-20260101-120000",
      "          ./amplia report runs/compare-crossing/*-s* --out runs/report",
      "          ./amplia report runs/compare-crossing/*-s* --bundle crossing.html"
    })
final class ReportCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Parameters(
      arity = "0..*",
      paramLabel = "RUN",
      description = "run folders, made by `train` or `compare`")
  List<Path> runs = List.of();

  @Mixin ResultOptions results;

  @Option(
      names = "--arm",
      paramLabel = "NAME",
      description = "what the runs are called in --csv (default: their method)")
  String arm;

  @Option(
      names = "--metric",
      paramLabel = "NAME",
      split = OptionRange.COMMA,
      splitSynopsisLabel = ",",
      description =
          "metrics of docs/metrics.md, separated by commas: each run's mean over its rounds goes to"
              + " --csv too")
  List<String> metrics = List.of();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "folder of the report of several runs (default: runs/report)")
  Path out;

  @Option(
      names = "--bundle",
      paramLabel = "FILE",
      description =
          "write one HTML file instead, with curves, tables and the last recorded game of each run in"
              + " it, of one game or of several: to be sent to others. It opens from a disk")
  Path bundle;

  @Option(
      names = "--no-pictures",
      description = "leave pictures of the games out of what is written")
  boolean noPictures;

  @Option(
      names = "--tensorboard",
      paramLabel = "DIR",
      description = "write event files for TensorBoard too, a folder in DIR for each run")
  Path tensorBoard;

  @Option(
      names = "--force",
      description =
          "replace the file of --bundle, event files of an earlier --tensorboard, and lines of the same"
              + " seeds in --csv; reports are always replaced")
  boolean force;

  @Option(names = "--json", description = "print the final scores as JSON")
  boolean json;

  @Override
  public Integer call() {
    if (runs.isEmpty()) {
      throw new UserError("no run to report on: name at least one run folder");
    }
    UserError.unless(
        results.hasCsv() || (arm == null && metrics.isEmpty()),
        "--arm and --metric are for --csv FILE: name one");
    List<RunFolder> folders = runs.stream().map(RunFolder::open).toList();
    if (folders.stream().allMatch(folder -> folder.evaluations().isEmpty())) {
      throw new UserError(
          runs.get(0)
              + " has measured nothing yet: wait for its first measurement, or go on with `./amplia"
              + " resume`");
    }
    if (out != null && folders.size() == 1) {
      throw new UserError(
          "--out is for a report of several runs; one run's is in its own folder: leave it out");
    }
    UserError.unless(
        bundle == null || (out == null && !json),
        "--bundle writes one file and no report: leave --out and --json out");
    Path place = out == null ? Path.of("runs", "report") : out;
    if (bundle != null) {
      new OutputPlaces(force).file("--bundle", bundle);
    } else if (folders.size() == 1) {
      OutputPlaces.requireFolder("RUN", folders.get(0).report());
    } else {
      OutputPlaces.requireFolder("--out", place);
      ReportWriter.requireReplaceable(place);
    }
    // First, since they may refuse, and then nothing has changed.
    results
        .csv(force)
        .ifPresent(csv -> RunReports.append(csv, folders, Optional.ofNullable(arm), metrics));
    if (tensorBoard != null) {
      OutputPlaces.requireFolder("--tensorboard", tensorBoard);
      TensorBoardExport.write(tensorBoard, folders, force);
    }
    String command = ShellWords.line(TrainingSession.commandLine(spec.commandLine()));
    if (bundle != null) {
      bundle(folders, command);
      return 0;
    }
    Path report =
        folders.size() == 1
            ? RunReports.write(folders.get(0), Extent.OF_A_RUN.withPictures(!noPictures))
            : RunReports.write(
                place,
                folders,
                command,
                results.interval,
                Extent.OF_A_COMPARISON.withPictures(!noPictures));
    RunReports.print(spec.commandLine().getOut(), folders, json, report, results.interval);
    return 0;
  }

  private void bundle(List<RunFolder> folders, String command) {
    try (ProgressLine bar = new ProgressLine("bundle")) {
      ReportWriter.writeBundle(
          bundle,
          folders,
          command,
          results.interval,
          Extent.OF_A_BUNDLE
              .withPictures(!noPictures)
              .telling((what, done) -> bar.show(what, "", done)));
    }
    spec.commandLine()
        .getOut()
        .printf(
            Locale.ROOT,
            "bundle:  %s (%d run%s, %.1f MB)%n",
            bundle,
            folders.size(),
            folders.size() == 1 ? "" : "s",
            bundle.toFile().length() / 1e6);
  }
}
