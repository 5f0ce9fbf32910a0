package org.amplia.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.amplia.cli.option.OptionRange;
import org.amplia.cli.session.ExperimentOutput;
import org.amplia.cli.session.SurveyedRuns;
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
    description = {
      "Trains models to explain in words how good an action is (Q5).",
      "An explanation consists of claims such as \"reward 0.35 in 16 by policy\": a "
          + "reward of 0.35 within 16 agent steps (of 4 emulator frames) if the policy plays "
          + "on. A judge, a network that forecasts the return (rewards, and M1's value of the "
          + "state after them), reads it. The score of an explanation (Q6) is how much it improves the forecast, minus a price for its "
          + "words and for false claims.",
      "Compared are no explanation, a template that always states the same four things, a clone of a demonstrator and models "
          + "trained by imitation, reinforce and mixed. The reinforce model is measured a second time with texts held to fewer than 100 characters. The agent of each RUN stays as it is."
          + " The models are kept in --out, for `ask --explanations`."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example:  ./amplia experiment explanations runs/compare-crossing/regularised-s*",
      "docs/explanations.md explains the measures."
    })
final class ExperimentExplanationsCommand implements Callable<Integer> {
  /** The judge reads at most so many claims of a text. */
  private static final int CLAIMS_READ = 6;

  @Mixin SurveyedRuns surveyed;

  @Mixin ExperimentOutput output;

  @Option(
      names = "--imitation-steps",
      paramLabel = "N",
      defaultValue = "800",
      description =
          "gradient steps of cloning the demonstrator (not of the update imitation, which takes"
              + " --explainer-steps)"
              + " (default: ${DEFAULT-VALUE})")
  int imitationSteps;

  @Option(
      names = "--explainer-steps",
      paramLabel = "N",
      defaultValue = "300",
      description =
          "gradient steps of learning to explain in each round (default: ${DEFAULT-VALUE})")
  int explainerSteps;

  @Option(
      names = "--false-price",
      paramLabel = "X",
      defaultValue = "1",
      description = "price of a false claim in nats (default: ${DEFAULT-VALUE})")
  double falsePrice;

  @Option(
      names = "--word-price",
      paramLabel = "X",
      defaultValue = "0.01",
      description = "price of a word in nats (default: ${DEFAULT-VALUE})")
  double wordPrice;

  @Override
  public Integer call() {
    InformationPlan plan = plan();
    Prices prices = new Prices(falsePrice, wordPrice);
    List<RunFolder> folders = surveyed.folders();
    try (ExperimentOutput.Open open = output.open(surveyed.runs, SurveyedRuns.isOf(folders))) {
      List<ExplanationOutcome> outcomes = new ArrayList<>();
      List<QuestionTree> examples = new ArrayList<>();
      ExplainersFolder explainers = new ExplainersFolder(output.folder());
      SurveyedRuns.each(
          "explanations",
          folders,
          ExplanationExperiment.stages(plan),
          (i, survey, stage) -> {
            ExplanationExperiment.Result result =
                new ExplanationExperiment(survey, survey.seed(), plan, prices, imitationSteps)
                    .run(stage, taught -> explainers.write(folders.get(i), taught));
            outcomes.addAll(result.outcomes());
            examples.addAll(result.examples());
            // After every run: what is done is kept if a later one fails.
            new ExplanationReport(outcomes, examples, output.interval())
                .write(output.report(), output.command());
          });
      ExplanationReport report = new ExplanationReport(outcomes, examples, output.interval());
      output.append(source -> report.lines(source, SurveyedRuns.game(folders)));
      output.print(report.results(), report.text() + "\n" + examples.get(0).toText() + "\n");
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
}
