package org.amplia.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.amplia.cli.option.OptionRange;
import org.amplia.cli.session.ExperimentOutput;
import org.amplia.cli.session.Runs;
import org.amplia.cli.session.SurveyedRuns;
import org.amplia.cli.terminal.ProgressLine;
import org.amplia.cli.terminal.StageProgress;
import org.amplia.config.Configuration;
import org.amplia.decomposition.demonstrate.DecompositionsFile;
import org.amplia.decomposition.learn.DecompositionSettings;
import org.amplia.experiment.InformationExperiment;
import org.amplia.experiment.InformationOutcome;
import org.amplia.experiment.InformationPlan;
import org.amplia.experiment.ShownDecompositions;
import org.amplia.report.InformationReport;
import org.amplia.rom.Cartridge;
import org.amplia.run.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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
  @Mixin SurveyedRuns surveyed;

  @Mixin ExperimentOutput output;

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

  @Override
  public Integer call() {
    OptionRange.check(
        "--chooser-steps",
        chooserSteps,
        DecompositionSettings.STANDARD.phases(),
        OptionRange.MOST_STEPS);
    OptionRange.check("--frame-price", framePrice, 0, 1e6);
    InformationPlan plan =
        surveyed
            .plan()
            .withSettings(
                DecompositionSettings.STANDARD.learning(
                    surveyed.judgeSteps, chooserSteps, framePrice));
    List<RunFolder> folders = surveyed.folders();
    List<DecompositionsFile> demonstrations = shown.stream().map(DecompositionsFile::read).toList();
    List<List<ShownDecompositions>> executed = new ArrayList<>();
    for (RunFolder folder : folders) {
      executed.add(executed(demonstrations, folder));
    }
    List<Path> inputs = new ArrayList<>(surveyed.runs);
    inputs.addAll(shown);
    try (ExperimentOutput.Open open = output.open(inputs)) {
      List<InformationOutcome> outcomes = new ArrayList<>();
      Path page = output.report();
      try (ProgressLine bar = new ProgressLine("information")) {
        StageProgress progress =
            new StageProgress(bar, folders.size(), InformationExperiment.stages(plan));
        for (int i = 0; i < folders.size(); i++) {
          outcomes.addAll(run(folders.get(i), plan, executed.get(i), progress.of(folders.get(i))));
          // What is done is kept, whatever becomes of the rest.
          page = new InformationReport(outcomes).write(output.report(), output.command());
        }
      }
      InformationReport report = new InformationReport(outcomes);
      output.print(report.results(), report.text(), page);
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
    return SurveyedRuns.survey(
        folder,
        survey -> new InformationExperiment(survey, survey.seed(), plan, shown).run(progress));
  }
}
