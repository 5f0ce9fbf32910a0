package org.amplia.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.amplia.base.OutputPlaces;
import org.amplia.cli.option.ResultOptions;
import org.amplia.report.ResultTables;
import org.amplia.report.export.ResultFile;
import org.amplia.report.export.ResultLine;
import org.amplia.report.stat.IntervalKind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code amplia report results}. */
@Command(
    name = "results",
    description = {
      "Makes tables and pictures of files of results, and prints the tables.",
      "Such a file has a line for each seed; `compare --csv` and others write it"
          + " (docs/results/README.md). There is a table for each experiment, game and measure."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example:  ./amplia report results docs/results/equal-frames.csv"})
final class ReportResultsCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "files of results (CSV)")
  List<Path> files;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "folder of the tables (results.md) and the pictures (PNG, SVG); made if missing (default:"
              + " the tables are printed and nothing is written)")
  Path out;

  @Option(names = "--force", description = "replace tables and pictures that exist")
  boolean force;

  @Option(
      names = ResultOptions.INTERVAL,
      paramLabel = "KIND",
      defaultValue = "t",
      converter = ResultOptions.Kind.class,
      completionCandidates = ResultOptions.Kinds.class,
      description =
          "how the 95 %% intervals over seeds are computed, ${COMPLETION-CANDIDATES} (default:"
              + " ${DEFAULT-VALUE})")
  IntervalKind interval;

  @Override
  public Integer call() {
    List<ResultLine> lines = new ArrayList<>();
    files.forEach(file -> lines.addAll(ResultFile.read(file)));
    ResultTables tables = new ResultTables(lines, interval);
    if (out != null) {
      OutputPlaces outputs = new OutputPlaces(force);
      files.forEach(outputs::reads);
      tables.files(out).forEach(file -> outputs.file("--out", file));
    }
    spec.commandLine().getOut().print(tables.markdown());
    if (out != null) {
      spec.commandLine().getOut().println("\ntables:  " + tables.write(out));
    }
    spec.commandLine().getOut().flush();
    return 0;
  }
}
