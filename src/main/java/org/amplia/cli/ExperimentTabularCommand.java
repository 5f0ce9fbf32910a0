package org.amplia.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.amplia.base.AtomicFile;
import org.amplia.base.Json;
import org.amplia.base.UserError;
import org.amplia.experiment.TabularArm;
import org.amplia.experiment.TabularCase;
import org.amplia.experiment.TabularExperiment;
import org.amplia.experiment.TabularOutcome;
import org.amplia.experiment.World;
import org.amplia.report.TabularReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code amplia experiment tabular}. */
@Command(
    name = "tabular",
    description =
        "Imitation, REINFORCE and their mix where the overseer is known exactly: four answer domains,"
            + " three starts, with and without noise.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:  ./amplia experiment tabular --worlds few,text --seeds 10"})
final class ExperimentTabularCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Option(
      names = "--worlds",
      split = ",",
      defaultValue = "few,many,text,probability",
      description = "separated by commas (default: ${DEFAULT-VALUE})")
  List<String> worlds;

  @Option(
      names = "--noise",
      split = ",",
      defaultValue = "0,0.3",
      description =
          "standard deviations of the overseer's noise; approvals lie around 0 … 1 (default:"
              + " ${DEFAULT-VALUE})")
  List<Double> noises;

  @Option(
      names = "--seeds",
      defaultValue = "30",
      description = "questions in each case (default: ${DEFAULT-VALUE})")
  int seeds;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "root seed (default: ${DEFAULT-VALUE})")
  long seed;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "runs/tabular",
      description = "folder of the report (default: ${DEFAULT-VALUE})")
  Path out;

  @Option(names = "--force", description = "replace the folder if it exists")
  boolean force;

  @Option(names = "--json", description = "print the results as JSON")
  boolean json;

  @Override
  public Integer call() {
    if (seeds < 1) {
      throw new UserError("--seeds is " + seeds + ": it must be 1 or more");
    }
    for (double noise : noises) {
      if (!(noise >= 0 && noise <= 100)) {
        throw new UserError("--noise is " + noise + ": it must be 0 … 100");
      }
    }
    List<World> chosen = worlds.stream().map(World::named).distinct().toList();
    List<TabularCase> cases =
        TabularCase.all(noises).stream().filter(c -> chosen.contains(c.world())).toList();
    List<String> command = TrainingSession.commandLine(spec.commandLine());
    prepare(command);
    TabularReport report = new TabularReport(run(cases));
    Path page = report.write(out.resolve("report"), String.join(" ", command));
    if (json) {
      spec.commandLine().getOut().println(Json.line(report.results()));
    } else {
      spec.commandLine().getOut().println("report:  " + page);
    }
    return 0;
  }

  private void prepare(List<String> command) {
    if (force) {
      Runs.replace(out);
    }
    if (Files.exists(out)) {
      throw new UserError(out + " exists: give another --out, or --force to replace it");
    }
    try {
      AtomicFile.write(out.resolve("experiment.json"), Json.pretty(command));
    } catch (IOException e) {
      throw new UserError("cannot write " + out + ": choose another --out", e);
    }
  }

  private List<TabularOutcome> run(List<TabularCase> cases) {
    TabularExperiment experiment = new TabularExperiment(cases, TabularArm.ALL, seeds, seed);
    long start = System.nanoTime();
    try (ProgressLine bar = new ProgressLine("tabular")) {
      return experiment.run(
          finished -> {
            double done = (double) finished / experiment.runs();
            double seconds = (System.nanoTime() - start) / 1e9;
            bar.show(
                done,
                "%d of %d runs, about %.0f s left"
                    .formatted(finished, experiment.runs(), seconds * (1 - done) / done));
          });
    }
  }
}
