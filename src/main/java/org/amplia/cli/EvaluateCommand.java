package org.amplia.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.amplia.ask.RecordedRun;
import org.amplia.ask.Recording;
import org.amplia.ask.Survey;
import org.amplia.ask.ValueQuality;
import org.amplia.base.Json;
import org.amplia.base.OutputPlaces;
import org.amplia.base.RootLocale;
import org.amplia.base.UserError;
import org.amplia.cli.option.NumberOption;
import org.amplia.cli.option.OptionRange;
import org.amplia.cli.option.Terms;
import org.amplia.cli.session.TrainingSession;
import org.amplia.cli.terminal.ProgressLine;
import org.amplia.config.Configuration;
import org.amplia.experiment.EvaluatorExperiment;
import org.amplia.experiment.EvaluatorExperiment.EvaluatorQuality;
import org.amplia.model.ChoiceModel;
import org.amplia.net.Network;
import org.amplia.report.EvaluatorReport;
import org.amplia.report.export.ResultFile;
import org.amplia.report.export.ResultLine;
import org.amplia.report.stat.RunSummary;
import org.amplia.rom.HumanNormalised;
import org.amplia.run.RunFolder;
import org.amplia.train.agent.Agent;
import org.amplia.train.agent.Checkpoint;
import org.amplia.train.games.Protocol;
import org.amplia.train.online.OnlineTraining;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code amplia evaluate}. */
@Command(
    name = "evaluate",
    description = {
      "Plays whole games with the policy of a run and prints the scores.",
      "The protocol is that of the scores in reports: the policy alone, without look-ahead; the"
          + " run's sticky actions (usually with probability 0.25 the emulator repeats the action"
          + " of the frame before); the game's own points; games that training never used.",
      "With --evaluator it measures the run's evaluator instead, the network that predicts the"
          + " return of an action: alone, with look-ahead that ends in its estimate (depth 1), and"
          + " with look-ahead that ends in further look-ahead (depths 2 and 3), and by need, where"
          + " actions that have fallen behind are not looked at further. The estimates are"
          + " compared with true returns: means of 16 long rollouts with the run's stickiness.",
      "tau is Kendall's tau between the estimated and the true order of the actions (1:"
          + " the same order). nll is the mean of −log N(true return; estimate, fitted error), "
          + "nats. decision gain is the true return of the action with the best estimate minus that"
          + " of the action that the network alone values most."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example:  ./amplia evaluate runs/x --episodes 100 --seed 7",
      "          ./amplia evaluate runs/x --evaluator --chart evaluator.png",
      "docs/protocol.md has the whole protocol."
    })
final class EvaluateCommand implements Callable<Integer> {
  private static final String CSV = "--csv";
  private static final int MOST_GAMES = 100_000;
  private static final int MOST_RECORDED = 10_000;
  private static final int MOST_STATES = 100_000;

  @Spec CommandSpec spec;

  @Parameters(paramLabel = "RUN", description = Terms.RUN)
  Path run;

  @Option(
      names = "--episodes",
      paramLabel = "N",
      defaultValue = "100",
      description = "how many games (default: ${DEFAULT-VALUE})")
  int episodes;

  @Option(
      names = "--seed",
      paramLabel = "N",
      converter = NumberOption.Seed.class,
      defaultValue = "0",
      description = "seed of the games (default: ${DEFAULT-VALUE})")
  long seed;

  @Option(
      names = "--record",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "play N more games and record them in the run's episodes/, for `replay` and `ask`")
  int record;

  @Option(
      names = "--evaluator",
      description = "measure the run's evaluator (see above); no games are played")
  boolean evaluator;

  @Option(
      names = "--states",
      paramLabel = "N",
      defaultValue = "200",
      description =
          "with --evaluator: how many states it is measured on (default: ${DEFAULT-VALUE})")
  int states;

  @Option(
      names = "--chart",
      paramLabel = "FILE",
      description =
          "with --evaluator: draw tau against the emulator frames of the look-ahead, as PNG")
  Path chart;

  @Option(
      names = CSV,
      paramLabel = "FILE",
      description =
          "with --evaluator: append the results to this file, under the run's seed; `report"
              + " results` makes tables of several seeds")
  Path csv;

  @Option(
      names = "--force",
      description = "replace a chart or recordings that exist, and lines of the same seed in --csv")
  boolean force;

  @Option(names = "--json", description = "print the results as JSON")
  boolean json;

  @Override
  public Integer call() {
    OptionRange.check("--episodes", episodes, MOST_GAMES);
    OptionRange.check("--record", record, 0, MOST_RECORDED);
    OptionRange.check("--states", states, ValueQuality.FEWEST_STATES, MOST_STATES);
    requireFitting();
    RunFolder folder = RunFolder.open(run);
    RecordedRun recorded = RecordedRun.of(folder);
    Configuration configuration = recorded.configuration();
    checkOutputs(folder, configuration);
    if (evaluator) {
      measureEvaluator(recorded);
      return 0;
    }
    if (configuration.method().learnsOnline()) {
      try (Network network = OnlineTraining.load(folder, configuration)) {
        evaluate(recorded, new ChoiceModel(network), Optional.empty());
      }
    } else {
      try (Agent agent = Checkpoint.loadAgent(folder)) {
        boolean overseen = configuration.method().isOverseen();
        evaluate(recorded, agent.policy(), overseen ? Optional.of(agent) : Optional.empty());
      }
    }
    return 0;
  }

  /** Refuses options that belong to the other kind of measurement. */
  private void requireFitting() {
    List<String> others =
        evaluator
            ? List.of("--episodes", "--seed", "--record")
            : List.of("--states", "--chart", CSV);
    for (String option : others) {
      if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
        throw new UserError(
            evaluator
                ? option + " is about games, which --evaluator does not play: leave one of them out"
                : option + " belongs to --evaluator: give both or neither");
      }
    }
    if (chart != null && !chart.toString().endsWith(".png")) {
      throw new UserError("--chart is " + chart + ": it must be a file, a PNG that ends in .png");
    }
  }

  /** Checks before the measurement, which can take minutes, whether its files can be written. */
  private void checkOutputs(RunFolder folder, Configuration configuration) {
    OutputPlaces outputs = new OutputPlaces(force);
    folder.sources().forEach(outputs::reads);
    if (chart != null) {
      outputs.file("--chart", chart);
    }
    results()
        .ifPresent(
            file ->
                file.requireRoom(
                    line ->
                        line.seed() == configuration.seed()
                            && line.game().equals(configuration.game())));
    for (int i = 0; i < record; i++) {
      outputs.file("--record", folder.episode(Recording.evaluated(seed) + "-" + i));
    }
  }

  private Optional<ResultFile> results() {
    return Optional.ofNullable(csv).map(file -> new ResultFile(file, force));
  }

  private void measureEvaluator(RecordedRun recorded) {
    List<EvaluatorQuality> found;
    try (Survey survey = new Survey(recorded);
        ProgressLine bar = new ProgressLine("evaluator")) {
      found =
          new EvaluatorExperiment(survey, states)
              .run(bar.stages(1, EvaluatorExperiment.STAGES).apply(recorded.folder()));
    }
    EvaluatorReport report = new EvaluatorReport(found);
    PrintWriter out = spec.commandLine().getOut();
    out.print(json ? Json.line(report.results()) + "\n" : report.text());
    out.flush();
    results().ifPresent(file -> file.append(lines(file, report, recorded)));
    if (chart != null) {
      report.draw(chart);
    }
  }

  private List<ResultLine> lines(ResultFile file, EvaluatorReport report, RecordedRun recorded) {
    RunFolder folder = recorded.folder();
    return report.lines(
        ResultLine.Source.of(
            file.experiment(),
            folder.description().versions().getOrDefault("amplia", ""),
            TrainingSession.commandLine(spec.commandLine())),
        recorded.configuration().game(),
        recorded.configuration().seed(),
        folder.cost().frames());
  }

  private void evaluate(RecordedRun recorded, ChoiceModel policy, Optional<Agent> overseen) {
    Optional<String> trained = RunSummary.of(recorded.folder()).trained();
    List<Double> scores =
        new Protocol(recorded.configuration(), recorded.cartridge()).scores(policy, episodes, seed);
    if (record > 0) {
      new Recording(recorded).record(Recording.evaluated(seed), record, seed, policy, overseen);
    }
    print(recorded.configuration().game(), scores, trained);
  }

  private void print(String game, List<Double> scores, Optional<String> trained) {
    PrintWriter out = spec.commandLine().getOut();
    double mean = scores.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    double variance =
        scores.stream().mapToDouble(s -> (s - mean) * (s - mean)).sum()
            / Math.max(1, scores.size() - 1);
    Optional<HumanNormalised> scale = HumanNormalised.of(game);
    if (json) {
      ObjectNode result = Json.MAPPER.createObjectNode();
      result.set("scores", Json.MAPPER.valueToTree(scores));
      result.put("mean", mean).put("seed", seed);
      // Null says that there is no published human score, so it stays in the output.
      result.put("humanNormalised", scale.map(s -> s.score(mean)).orElse(null));
      trained.ifPresent(text -> result.put("trained", text));
      out.println(Json.line(result));
    } else {
      out.printf(
          Locale.ROOT,
          "%d games: mean %.2f, standard deviation %.2f, lowest %.0f, highest %.0f%n",
          scores.size(),
          mean,
          Math.sqrt(variance),
          scores.stream().mapToDouble(Double::doubleValue).min().orElseThrow(),
          scores.stream().mapToDouble(Double::doubleValue).max().orElseThrow());
      out.println(
          scale
              .map(
                  s ->
                      RootLocale.format(
                          "human-normalised %.3f (0 is random play, %s points; 1 a human tester,"
                              + " %s)",
                          s.score(mean), s.randomScore(), s.humanScore()))
              .orElse("human-normalised: no human score is published for " + game));
      trained.ifPresent(text -> out.println("trained: " + text));
    }
    out.flush();
  }
}
