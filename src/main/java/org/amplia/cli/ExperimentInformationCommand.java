package org.amplia.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.amplia.ask.RecordedRun;
import org.amplia.ask.Survey;
import org.amplia.base.RootLocale;
import org.amplia.cli.option.OptionRange;
import org.amplia.cli.option.Terms;
import org.amplia.cli.session.ExperimentOutput;
import org.amplia.cli.session.SurveyedRuns;
import org.amplia.config.Configuration;
import org.amplia.decomposition.demonstrate.DecompositionsFile;
import org.amplia.decomposition.demonstrate.ShownDecompositions;
import org.amplia.decomposition.learn.DecompositionSettings;
import org.amplia.experiment.InformationExperiment;
import org.amplia.experiment.InformationOutcome;
import org.amplia.experiment.InformationPlan;
import org.amplia.experiment.InformationProbe;
import org.amplia.report.InformationReport;
import org.amplia.rom.Cartridge;
import org.amplia.run.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code amplia experiment information}. */
@Command(
    name = "information",
    description = {
      "Trains models to choose which information to look up about an action (Q3).",
      "To judge an action the overseer M2 looks up at most two items of information about its"
          + " consequences in the emulator. Is the forecast better if a model has learned what to look up?",
      "A judge forecasts the return (rewards of 128 agent steps under the policy, and M1's value"
          + " of the state after them) from the state, the action, M1's own value and what was looked up; its error on"
          + " held-out states is"
          + " compared. Choosers: none, fixed (the one item outcome/16/policy: the rewards within 16 steps and the value then), random,"
          + " demonstrated (a clone of a demonstrator; the built-in one takes the item of fixed, 30 %% of"
          + " the time any other), models that begin as that clone and are trained by imitation, reinforce and mixed, and greedy,"
          + " a ceiling: it looks up every item and keeps the most useful. It is measured on 40 of the"
          + " held-out states only, so others may score higher. For comparison fitted-q"
          + " looks up nothing: the same network is fitted to 16-step targets (rewards under the"
          + " policy, then M1's value), without iterating, from as many emulator frames; the best of"
          + " three strengths of dropout counts. The agent of each RUN"
          + " stays as it is.",
      Terms.ITEM_OF_RUNS,
      Terms.AGENT_STEP
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example:  ./amplia experiment information runs/compare-crossing/regularised-s*",
      "docs/questions.md explains the measures."
    })
final class ExperimentInformationCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Mixin SurveyedRuns surveyed;

  @Mixin ExperimentOutput output;

  @Option(
      names = "--chooser-steps",
      paramLabel = "N",
      defaultValue = "300",
      description =
          "gradient steps: once for cloning, and again in each round (default: ${DEFAULT-VALUE})")
  int chooserSteps;

  @Option(
      names = "--frame-price",
      paramLabel = "X",
      defaultValue = "1",
      description =
          "price of 1,000 emulator frames of looking up, in nats (default: ${DEFAULT-VALUE})")
  double framePrice;

  @Option(
      names = "--shown",
      paramLabel = "FILE",
      description =
          "a .decompositions.json file of `demonstrate --decompositions`: its demonstrator is"
              + " cloned in place of the built-in one. May be given several times")
  List<Path> shown = List.of();

  @Option(
      names = "--probe",
      description =
          "train nothing: print how well the judge of each RUN, which learned its decomposition,"
              + " forecasts what actions come to (16 futures with the game's stickiness) in --held-out"
              + " states, from nothing, from rewards, value, both and outcome at the two longest"
              + " horizons, and from what M1 asks; only RUN and --held-out count then. nll: mean negative log-likelihood, lower is better; tau:"
              + " Kendall's τ of the order of the actions; gain: the return of the action that the"
              + " judge then prefers, minus that of the policy's action; frames: for all actions of a"
              + " state. States in which the action makes no difference are left out")
  boolean probe;

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
    if (probe) {
      probe(folders, plan.heldOutStates());
      return 0;
    }
    List<DecompositionsFile> demonstrations = shown.stream().map(DecompositionsFile::read).toList();
    List<List<ShownDecompositions>> executed = new ArrayList<>();
    for (RunFolder folder : folders) {
      executed.add(executed(demonstrations, folder));
    }
    List<Path> inputs = new ArrayList<>(surveyed.runs);
    inputs.addAll(shown);
    try (ExperimentOutput.Open open = output.open(inputs, SurveyedRuns.isOf(folders))) {
      List<InformationOutcome> outcomes = new ArrayList<>();
      SurveyedRuns.each(
          "information",
          folders,
          InformationExperiment.stages(plan),
          (i, survey, stage) -> {
            outcomes.addAll(
                new InformationExperiment(survey, survey.seed(), plan, executed.get(i)).run(stage));
            // After every run: what is done is kept if a later one fails.
            new InformationReport(outcomes, output.interval())
                .write(output.report(), output.command());
          });
      InformationReport report = new InformationReport(outcomes, output.interval());
      output.append(source -> report.lines(source, SurveyedRuns.game(folders)));
      output.print(report.results(), report.text());
    }
    return 0;
  }

  private void probe(List<RunFolder> folders, int states) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        RootLocale.format("%-44s %8s %8s %8s %8s", "items", "nll", "tau", "gain", "frames"));
    for (RunFolder folder : folders) {
      try (Survey survey = new Survey(RecordedRun.of(folder))) {
        List<InformationProbe.Probed> probed = new InformationProbe(survey, states).usual();
        out.println(folder.path());
        for (InformationProbe.Probed one : probed) {
          out.println(
              RootLocale.format(
                  "%-44s %8.3f %8.3f %8.4f %8.1f",
                  one.asked(), one.nll(), one.tau(), one.gain(), one.frames()));
        }
      }
    }
    out.flush();
  }

  private static List<ShownDecompositions> executed(
      List<DecompositionsFile> files, RunFolder folder) {
    Configuration configuration = RecordedRun.configuration(folder);
    Cartridge cartridge = RecordedRun.cartridge(folder);
    return files.stream()
        .map(
            file ->
                ShownDecompositions.of(
                    file, cartridge, configuration.environment(), configuration.view()))
        .toList();
  }
}
