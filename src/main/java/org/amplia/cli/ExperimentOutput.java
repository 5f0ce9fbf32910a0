package org.amplia.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.amplia.base.AtomicFile;
import org.amplia.base.IoFault;
import org.amplia.base.Json;
import org.amplia.base.OutputPlaces;
import org.amplia.base.UserError;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where the experiments' results go, the same for all of them. */
final class ExperimentOutput {
  private static final String COMMAND = "experiment.json";

  @Spec(Spec.Target.MIXEE)
  CommandSpec experiment;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "folder of the report (default: runs/ and the experiment's name)")
  Path out;

  @Option(names = "--force", description = "replace the folder if it exists")
  boolean force;

  @Option(names = "--json", description = "print the results as JSON")
  boolean json;

  /**
   * Makes the folder and notes the command in it.
   *
   * @param read runs and files that the experiment reads
   * @throws UserError if there is something in it already, or it cannot be made
   */
  void prepare(List<Path> read) {
    Path folder = folder();
    OutputPlaces outputs = new OutputPlaces(force);
    read.forEach(outputs::reads);
    outputs.folder("--out", folder);
    if (force) {
      Runs.replace(folder);
    }
    if (Runs.isUsed(folder) && !isOnlyBegun(folder)) {
      throw new UserError(
          folder + " exists and is not empty: give another --out, or --force to replace it");
    }
    try {
      AtomicFile.write(folder.resolve(COMMAND), Json.pretty(words()));
    } catch (IOException e) {
      throw OutputPlaces.fault("--out", folder, e);
    }
  }

  /** Whether an experiment was stopped there before it wrote anything but its command. */
  private static boolean isOnlyBegun(Path folder) {
    try (var entries = Files.list(folder)) {
      return Files.isRegularFile(folder.resolve(COMMAND)) && entries.count() == 1;
    } catch (IOException e) {
      throw new UserError(
          folder + " cannot be read (" + IoFault.reason(e) + "): choose another --out", e);
    }
  }

  /** The folder of everything. */
  Path folder() {
    return out != null ? out : Path.of("runs", experiment.name());
  }

  private List<String> words() {
    return TrainingSession.commandLine(experiment.commandLine());
  }

  /** The folder of the report. */
  Path report() {
    return folder().resolve("report");
  }

  /** What was called. */
  String command() {
    return String.join(" ", words());
  }

  /**
   * Prints what came of it.
   *
   * @param results as {@code --json} prints them
   * @param text for people
   * @param page of the report
   */
  void print(Map<String, Object> results, String text, Path page) {
    if (json) {
      experiment.commandLine().getOut().println(Json.line(results));
    } else {
      experiment.commandLine().getOut().print(text);
      experiment.commandLine().getOut().println("report:  " + page);
    }
  }
}
