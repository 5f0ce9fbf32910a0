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
import org.amplia.experiment.ExplanationExperiment;
import org.amplia.experiment.ExplanationOutcome;
import org.amplia.experiment.InformationPlan;
import org.amplia.explanation.Prices;
import org.amplia.question.QuestionTree;
import org.amplia.report.ExplanationReport;
import org.amplia.train.Configuration;
import org.amplia.train.RunFolder;
import org.amplia.train.Survey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code amplia experiment explanations}. */
@Command(
    name = "explanations",
    description =
        "Can M1 learn to explain how good an action is (Q5, Q6)? Silence, a template, a demonstrator's"
            + " clone and three learned explainers, by what their texts tell a judge.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example:  ./amplia experiment explanations runs/crossing-reinforce-s1 --out runs/explanations"
    })
final class ExperimentExplanationsCommand implements Callable<Integer> {
  /** Of a text, so many claims about different items are read. */
  private static final int CLAIMS_READ = 6;

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
      names = "--explainer-steps",
      defaultValue = "300",
      description = "gradient steps a round of learning to explain (default: ${DEFAULT-VALUE})")
  int explainerSteps;

  @Option(
      names = "--false-price",
      defaultValue = "1",
      description = "nats that a false claim costs (default: ${DEFAULT-VALUE})")
  double falsePrice;

  @Option(
      names = "--word-price",
      defaultValue = "0.01",
      description = "nats that a word costs (default: ${DEFAULT-VALUE})")
  double wordPrice;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "runs/explanations",
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
                DecompositionSettings.STANDARD
                    .withItems(CLAIMS_READ)
                    .learning(judgeSteps, explainerSteps, 0));
    Prices prices = new Prices(falsePrice, wordPrice);
    List<RunFolder> folders = runs.stream().map(RunFolder::open).toList();
    List<String> command = TrainingSession.commandLine(spec.commandLine());
    prepare(command);
    List<ExplanationOutcome> outcomes = new ArrayList<>();
    List<QuestionTree> examples = new ArrayList<>();
    try (ProgressLine bar = new ProgressLine("explanations")) {
      for (int i = 0; i < folders.size(); i++) {
        double done = (double) i / folders.size();
        ExplanationExperiment.Result result =
            run(folders.get(i), plan, prices, text -> bar.show(done, text));
        outcomes.addAll(result.outcomes());
        examples.addAll(result.examples());
        // What is done is kept, whatever becomes of the rest.
        write(outcomes, examples, command);
      }
    }
    ExplanationReport report = new ExplanationReport(outcomes, examples);
    if (json) {
      spec.commandLine().getOut().println(Json.line(report.results()));
    } else {
      spec.commandLine().getOut().print(report.text());
      spec.commandLine().getOut().println("\n" + examples.get(0).toText());
      spec.commandLine().getOut().println("report:  " + out.resolve("report/index.html"));
    }
    return 0;
  }

  private void write(
      List<ExplanationOutcome> outcomes, List<QuestionTree> examples, List<String> command) {
    new ExplanationReport(outcomes, examples)
        .write(out.resolve("report"), String.join(" ", command));
  }

  private static ExplanationExperiment.Result run(
      RunFolder folder, InformationPlan plan, Prices prices, Consumer<String> progress) {
    Configuration configuration = Runs.configuration(folder);
    try (Survey survey = new Survey(folder, configuration, Runs.cartridge(folder))) {
      String name = folder.path().getFileName().toString();
      return new ExplanationExperiment(survey, configuration.seed(), plan, prices)
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
