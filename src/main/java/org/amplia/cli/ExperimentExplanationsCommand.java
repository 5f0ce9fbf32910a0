package org.amplia.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.amplia.cli.option.OptionRange;
import org.amplia.cli.session.ExperimentOutput;
import org.amplia.cli.session.SurveyedRuns;
import org.amplia.cli.terminal.ProgressLine;
import org.amplia.cli.terminal.StageProgress;
import org.amplia.decomposition.learn.DecompositionSettings;
import org.amplia.experiment.ExplanationExperiment;
import org.amplia.experiment.ExplanationOutcome;
import org.amplia.experiment.InformationPlan;
import org.amplia.explanation.Critic.Prices;
import org.amplia.question.QuestionTree;
import org.amplia.report.ExplanationReport;
import org.amplia.run.RunFolder;
import org.amplia.train.agent.ExplainersFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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

  @Mixin SurveyedRuns surveyed;

  @Mixin ExperimentOutput output;

  @Option(
      names = "--imitation-steps",
      defaultValue = "800",
      description = "gradient steps of imitating the demonstrator (default: ${DEFAULT-VALUE})")
  int imitationSteps;

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

  @Override
  public Integer call() {
    InformationPlan plan = plan();
    Prices prices = new Prices(falsePrice, wordPrice);
    List<RunFolder> folders = surveyed.folders();
    try (ExperimentOutput.Open open = output.open(surveyed.runs)) {
      List<ExplanationOutcome> outcomes = new ArrayList<>();
      List<QuestionTree> examples = new ArrayList<>();
      Path page = output.report();
      try (ProgressLine bar = new ProgressLine("explanations")) {
        StageProgress progress =
            new StageProgress(bar, folders.size(), ExplanationExperiment.stages(plan));
        for (RunFolder folder : folders) {
          ExplanationExperiment.Result result = run(folder, plan, prices, progress.of(folder));
          outcomes.addAll(result.outcomes());
          examples.addAll(result.examples());
          // What is done is kept, whatever becomes of the rest.
          page = new ExplanationReport(outcomes, examples).write(output.report(), output.command());
        }
      }
      ExplanationReport report = new ExplanationReport(outcomes, examples);
      output.print(report.results(), report.text() + "\n" + examples.get(0).toText() + "\n", page);
    }
    return 0;
  }

  private InformationPlan plan() {
    OptionRange.check("--imitation-steps", imitationSteps, OptionRange.MOST_STEPS);
    int phases = DecompositionSettings.STANDARD.phases();
    OptionRange.check("--explainer-steps", explainerSteps, phases, OptionRange.MOST_STEPS);
    return surveyed
        .plan()
        .withSettings(
            DecompositionSettings.STANDARD
                .withItems(CLAIMS_READ)
                .learning(surveyed.judgeSteps, explainerSteps, 0));
  }

  private ExplanationExperiment.Result run(
      RunFolder folder, InformationPlan plan, Prices prices, Consumer<String> progress) {
    ExplainersFolder explainers = new ExplainersFolder(output.folder());
    return SurveyedRuns.survey(
        folder,
        survey ->
            new ExplanationExperiment(survey, survey.seed(), plan, prices, imitationSteps)
                .run(progress, taught -> explainers.write(folder, taught)));
  }
}
