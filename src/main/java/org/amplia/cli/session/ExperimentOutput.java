package org.amplia.cli.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.amplia.base.AtomicFile;
import org.amplia.base.FolderLock;
import org.amplia.base.Json;
import org.amplia.base.OutputPlaces;
import org.amplia.base.ShellWords;
import org.amplia.base.UserError;
import org.amplia.bench.Versions;
import org.amplia.cli.option.ResultOptions;
import org.amplia.cli.terminal.StopNote;
import org.amplia.report.ReportFiles;
import org.amplia.report.export.ResultLine;
import org.amplia.report.stat.IntervalKind;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where the results of an experiment go. */
public final class ExperimentOutput {
  @Spec(Spec.Target.MIXEE)
  CommandSpec experiment;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "folder of the results and the report (default: runs/NAME, e.g. runs/tabular)")
  Path out;

  @Mixin ResultOptions results;

  @Option(
      names = "--force",
      description =
          "remove what an experiment left in the folder before, and replace lines in --csv that"
              + " it writes again. Without it the command stops if there are such lines or the"
              + " folder is not empty")
  boolean force;

  @Option(names = "--json", description = "print the results as JSON")
  boolean json;

  /** The folder, for as long as the experiment writes to it. */
  public static final class Open implements AutoCloseable {
    private final FolderLock lock;
    private final StopNote last;

    private Open(FolderLock lock, StopNote last) {
      this.lock = lock;
      this.last = last;
    }

    @Override
    public void close() {
      last.close();
      lock.close();
    }
  }

  /** How intervals over seeds are computed. */
  public IntervalKind interval() {
    return results.interval;
  }

  /**
   * Appends to the file of results, if one was named.
   *
   * @param lines made for their source
   */
  public void append(Function<ResultLine.Source, List<ResultLine>> lines) {
    results
        .csv(force)
        .ifPresent(
            csv ->
                csv.append(
                    lines.apply(
                        ResultLine.Source.of(csv.experiment(), Versions.amplia(), words()))));
  }

  /**
   * Makes the folder, locks it and notes the command in it.
   *
   * @param inputs files and folders that the experiment reads
   * @param ours whether a line of results is of this experiment's games and seeds
   * @throws UserError if there is something in it already, it cannot be made, or another process
   *     writes to it
   */
  public Open open(List<Path> inputs, Predicate<ResultLine> ours) {
    Path folder = folder();
    OutputPlaces outputs = new OutputPlaces(force);
    inputs.forEach(outputs::reads);
    outputs.folder("--out", folder);
    results.csv(force).ifPresent(csv -> csv.requireRoom(ours));
    if (!force) {
      requireUnused(folder);
    }
    FolderLock lock = Runs.take(folder, force);
    try {
      requireUnused(folder);
      AtomicFile.write(folder.resolve(ForcedRemoval.EXPERIMENT), Json.pretty(words()));
    } catch (IOException e) {
      lock.close();
      throw OutputPlaces.fault("--out", folder, e);
    } catch (UserError e) {
      lock.close();
      throw e;
    }
    return new Open(lock, StopNote.saying(this::again));
  }

  /** An experiment that was stopped when it had written nothing but its command may begin again. */
  private static void requireUnused(Path folder) {
    if (!isOnlyBegun(folder)) {
      throw new UserError(
          folder + " exists and is not empty: give another --out, or --force to replace it");
    }
  }

  private static boolean isOnlyBegun(Path folder) {
    Path command = folder.resolve(ForcedRemoval.EXPERIMENT);
    return Runs.isEmptyBut(ForcedRemoval.EXPERIMENT, folder)
        && (!Files.exists(command) || ForcedRemoval.isCommand(command, "experiment"));
  }

  /** How to begin again: an experiment has no checkpoints and replaces what it has written. */
  private String again() {
    List<String> words = new ArrayList<>(words());
    if (!force && !isOnlyBegun(folder())) {
      words.add("--force");
    }
    return "begin again with " + ShellWords.line(words);
  }

  /** The folder of everything. */
  public Path folder() {
    return out != null ? out : Path.of("runs", experiment.name());
  }

  private List<String> words() {
    return TrainingSession.commandLine(experiment.commandLine());
  }

  /** The folder of the report. */
  public Path report() {
    return folder().resolve("report");
  }

  /** What was called. */
  public String command() {
    return ShellWords.line(words());
  }

  /**
   * Prints what came of it.
   *
   * @param results as {@code --json} prints them
   * @param text for people
   */
  public void print(Map<String, Object> results, String text) {
    if (json) {
      experiment.commandLine().getOut().println(Json.line(results));
    } else {
      experiment.commandLine().getOut().print(text);
      experiment.commandLine().getOut().println("report:  " + report().resolve(ReportFiles.PAGE));
    }
  }
}
