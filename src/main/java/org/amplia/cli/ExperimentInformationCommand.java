package org.amplia.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.amplia.base.AtomicFile;
import org.amplia.base.Json;
import org.amplia.base.UserError;
import org.amplia.decomposition.DecompositionSettings;
import org.amplia.decomposition.DecompositionsFile;
import org.amplia.experiment.InformationExperiment;
import org.amplia.experiment.InformationOutcome;
import org.amplia.experiment.InformationPlan;
import org.amplia.experiment.ShownDecompositions;
import org.amplia.report.InformationReport;
import org.amplia.rom.Cartridge;
import org.amplia.train.Configuration;
import org.amplia.train.RunFolder;
import org.amplia.train.Survey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code amplia experiment information}. */
@Command(
    name = "information",
    description =
        "Does learning what to ask (Q3) make a better evaluator? No information, a fixed, a random, a"
            + " demonstrated, three learned decompositions, a ceiling, and h-step fitted Q.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example:  ./amplia experiment information runs/crossing-reinforce-s1 --out runs/information"
    })
final class ExperimentInformationCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "RUN",
      description = "runs of an overseer's method; each is a seed")
  List<Path> runs;

  @Option(
      names = "--states",
      defaultValue = "600",
      description = "states to learn from (default: ${DEFAULT-VALUE})")
  int states;

  @Option(
      names = "--held-out",
      defaultValue = "200",
      description = "states to measure on (default: ${DEFAULT-VALUE})")
  int heldOut;

  @Option(
      names = "--judge-steps",
      defaultValue = "2000",
      description = "gradient steps of a fit of the judge (default: ${DEFAULT-VALUE})")
  int judgeSteps;

  @Option(
      names = "--chooser-steps",
      defaultValue = "300",
      description = "gradient steps a round of learning what to ask (default: ${DEFAULT-VALUE})")
  int chooserSteps;

  @Option(
      names = "--frame-price",
      defaultValue = "1",
      description = "nats that 1,000 emulator frames cost (default: ${DEFAULT-VALUE})")
  double framePrice;

  @Option(
      names = "--shown",
      paramLabel = "FILE",
      description =
          "demonstrated decompositions to begin from, in place of the built-in demonstrator; may be"
              + " given several times")
  List<Path> shown = List.of();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "runs/information",
      description = "folder of the report (default: ${DEFAULT-VALUE})")
  Path out;

  @Option(names = "--force", description = "replace the folder if it exists")
  boolean force;

  @Option(names = "--json", description = "print the results as JSON")
  boolean json;

  @Override
  public Integer call() {
    InformationPlan plan =
        InformationPlan.STANDARD
            .withStates(states, heldOut)
            .withSettings(
                DecompositionSettings.STANDARD.learning(judgeSteps, chooserSteps, framePrice));
    List<RunFolder> folders = runs.stream().map(RunFolder::open).toList();
    List<DecompositionsFile> demonstrations = shown.stream().map(DecompositionsFile::read).toList();
    List<List<ShownDecompositions>> executed = new ArrayList<>();
    for (RunFolder folder : folders) {
      executed.add(executed(demonstrations, folder));
    }
    List<String> command = TrainingSession.commandLine(spec.commandLine());
    prepare(command);
    List<InformationOutcome> outcomes = new ArrayList<>();
    Path report = out.resolve("report");
    Path page = report;
    try (ProgressLine bar = new ProgressLine("information")) {
      for (int i = 0; i < folders.size(); i++) {
        double done = (double) i / folders.size();
        outcomes.addAll(run(folders.get(i), plan, executed.get(i), text -> bar.show(done, text)));
        // What is done is kept, whatever becomes of the rest.
        page = new InformationReport(outcomes).write(report, String.join(" ", command));
      }
    }
    InformationReport whole = new InformationReport(outcomes);
    if (json) {
      spec.commandLine().getOut().println(Json.line(whole.results()));
    } else {
      spec.commandLine().getOut().print(whole.text());
      spec.commandLine().getOut().println("report:  " + page);
    }
    return 0;
  }

  private static List<ShownDecompositions> executed(
      List<DecompositionsFile> files, RunFolder folder) {
    Configuration configuration = Runs.configuration(folder);
    Cartridge cartridge = Runs.cartridge(folder);
    return files.stream()
        .map(file -> ShownDecompositions.of(file, configuration, cartridge))
        .toList();
  }

  private static List<InformationOutcome> run(
      RunFolder folder,
      InformationPlan plan,
      List<ShownDecompositions> shown,
      Consumer<String> progress) {
    Configuration configuration = Runs.configuration(folder);
    try (Survey survey = new Survey(folder, configuration, Runs.cartridge(folder))) {
      String name = folder.path().getFileName().toString();
      return new InformationExperiment(survey, configuration.seed(), plan, shown)
          .run(text -> progress.accept(name + ": " + text));
    }
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
}
