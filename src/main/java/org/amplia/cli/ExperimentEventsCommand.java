package org.amplia.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.amplia.ale.UnsavedRules;
import org.amplia.ask.EventQuestions;
import org.amplia.ask.RecordedRun;
import org.amplia.base.RandomStreams;
import org.amplia.base.RootLocale;
import org.amplia.base.UserError;
import org.amplia.cli.option.NumberOption;
import org.amplia.cli.option.OptionRange;
import org.amplia.cli.session.ExperimentOutput;
import org.amplia.cli.terminal.ProgressLine;
import org.amplia.config.Configuration;
import org.amplia.config.Defaults;
import org.amplia.config.Method;
import org.amplia.experiment.EventExperiment;
import org.amplia.experiment.EventExperiment.Result;
import org.amplia.experiment.EventExperiment.Sizes;
import org.amplia.observe.GamePool;
import org.amplia.observe.ObservationKind;
import org.amplia.overseer.Player;
import org.amplia.overseer.SimpleRule;
import org.amplia.overseer.SuboptimalDemonstrator;
import org.amplia.question.Event;
import org.amplia.report.EventReport;
import org.amplia.rom.BundledCartridge;
import org.amplia.rom.Cartridge;
import org.amplia.rom.RomLibrary;
import org.amplia.run.RunFolder;
import org.amplia.train.agent.Agent;
import org.amplia.train.agent.Checkpoint;
import org.amplia.train.agent.EventModelsFolder;
import org.amplia.train.agent.TaughtEvents;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code amplia experiment events}. */
@Command(
    name = "events",
    description = {
      "Trains a model to say how probable an event of a game is.",
      "A question is: how probable is it that, say, a point is scored within 16 agent steps (of 4"
          + " emulator frames), of which this action is the first? The overseer plays futures, with sticky actions, and counts. A model is"
          + " trained by each of three updates: imitation, reinforce, and mixed (both). Reported"
          + " are log score, Brier score and calibration on held-out questions, beside two"
          + " yardsticks: base rate (always the mean over the learned questions) and hindsight"
          + " (the frequencies in the measured futures themselves: an upper bound). The model sees RAM"
          + " only."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example:  ./amplia experiment events rally --event point-conceded --horizon 32",
      "          ./amplia experiment events --run RUN --out runs/events-of-run"
    })
final class ExperimentEventsCommand implements Callable<Integer> {
  @Mixin ExperimentOutput output;

  @Parameters(
      arity = "0..1",
      paramLabel = "GAME",
      description = "the game (default: that of --run, or the bundled game crossing)")
  String game;

  @Option(
      names = "--run",
      paramLabel = "RUN",
      description =
          "run folder, of a policy that sees RAM, by any method but dqn, dqfd-reward, sqil and"
              + " ppo. In the futures its most probable actions are"
              + " played; in the games that questions are taken from a tenth of its actions are random."
              + " The models of the first seed are kept in --out, for `ask --events`, which they are not"
              + " without a run (default: no run;"
              + " a program plays instead, by a simple rule with 30 %% random actions)")
  Path run;

  @Option(
      names = "--event",
      paramLabel = "E",
      defaultValue = "point-scored",
      description =
          "point-scored, point-conceded or life-lost; on crossing only point-scored happens"
              + " (default: ${DEFAULT-VALUE})")
  String event;

  @Option(
      names = "--horizon",
      paramLabel = "STEPS",
      defaultValue = "16",
      description =
          "agent steps, the action's own included, within which the event has to happen, 1 … 1000 (default: ${DEFAULT-VALUE})")
  int horizonSteps;

  @Option(
      names = "--questions",
      paramLabel = "N",
      defaultValue = "600",
      description =
          "questions that are learned from, for each seed; a question is a state and an action"
              + " (default: ${DEFAULT-VALUE})")
  int questions;

  @Option(
      names = "--rollouts",
      paramLabel = "N",
      defaultValue = "2",
      description = "futures played for each of these questions (default: ${DEFAULT-VALUE})")
  int rollouts;

  @Option(
      names = "--held-out",
      paramLabel = "N",
      defaultValue = "150",
      description =
          "questions that the result is measured on, for each seed, with 8 futures each (default:"
              + " ${DEFAULT-VALUE})")
  int heldOut;

  @Option(
      names = "--steps",
      paramLabel = "N",
      defaultValue = "200",
      description = "gradient steps of each update (default: ${DEFAULT-VALUE})")
  int steps;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "3",
      description = "repetitions, each with other questions (default: ${DEFAULT-VALUE})")
  int seeds;

  @Option(
      names = "--seed",
      paramLabel = "N",
      converter = NumberOption.Seed.class,
      defaultValue = "1",
      description = "root seed (default: ${DEFAULT-VALUE})")
  long seed;

  private static final int HELD_OUT_ROLLOUTS = 8;

  @Override
  public Integer call() {
    Event asked = Event.named(event);
    OptionRange.check("--horizon", horizonSteps, 1000);
    OptionRange.check("--questions", questions, 100_000);
    OptionRange.check("--rollouts", rollouts, 1000);
    OptionRange.check("--held-out", heldOut, 100_000);
    OptionRange.check("--steps", steps, OptionRange.MOST_STEPS);
    OptionRange.check("--seeds", seeds, OptionRange.MOST_SEEDS);
    OptionRange.checkSeeds(seed, seeds);
    if (run == null) {
      byDemonstrator(asked);
    } else {
      byPolicy(asked);
    }
    return 0;
  }

  private void byDemonstrator(Event asked) {
    String name = game == null ? BundledCartridge.all().get(0).name() : game;
    Cartridge cartridge = RomLibrary.fromEnvironment().open(name);
    Configuration configuration = Defaults.of(cartridge.game(), Method.BC);
    SuboptimalDemonstrator demonstrator =
        new SuboptimalDemonstrator(
            SimpleRule.of(cartridge.game()), configuration.demonstrations().randomShare());
    report(asked, cartridge, configuration, new Player.Scripted(demonstrator), taught -> {});
  }

  private void byPolicy(Event asked) {
    RunFolder folder = RunFolder.open(run);
    Configuration configuration = RecordedRun.configuration(folder);
    Cartridge cartridge = RecordedRun.cartridge(folder);
    if (game != null && !RomLibrary.fromEnvironment().open(game).game().equals(cartridge.game())) {
      throw UserError.of(
          "%s is a run of %s, not of %s: leave GAME out", run, cartridge.game(), game);
    }
    if (configuration.observation() != ObservationKind.RAM) {
      throw new UserError(
          run + " sees pixels, and this experiment reads RAM: name a run that sees RAM");
    }
    try (Agent agent = Checkpoint.loadAgent(folder)) {
      report(
          asked,
          cartridge,
          configuration,
          new Player.Greedy(agent.policy()),
          taught -> new EventModelsFolder(output.folder()).write(folder, taught));
    }
  }

  private void report(
      Event asked,
      Cartridge cartridge,
      Configuration configuration,
      Player player,
      Consumer<TaughtEvents> keep) {
    UnsavedRules.refuse(cartridge.rules());
    String measure =
        RootLocale.format("log score of %s within %d steps", asked.inWords(), horizonSteps);
    try (ExperimentOutput.Open open =
        output.open(
            run == null ? List.of() : List.of(run),
            line ->
                line.game().equals(cartridge.game())
                    && line.measure().equals(measure)
                    && line.seed() >= seed
                    && line.seed() - seed < seeds)) {
      EventReport report = measure(asked, cartridge, configuration, player, keep);
      report.write(output.report(), output.command());
      output.append(source -> report.lines(source, cartridge.game(), measure));
      output.print(report.results(), report.text());
    }
  }

  private EventReport measure(
      Event asked,
      Cartridge cartridge,
      Configuration configuration,
      Player player,
      Consumer<TaughtEvents> keep) {
    int consoleSeed = new RandomStreams(seed).stream("console").nextInt(Integer.MAX_VALUE);
    try (GamePool pool =
            new GamePool(
                cartridge,
                configuration.environment(),
                configuration.view(),
                consoleSeed,
                configuration.threads());
        ProgressLine bar = new ProgressLine("events")) {
      Sizes sizes = new Sizes(seeds, questions, rollouts, heldOut, HELD_OUT_ROLLOUTS, steps);
      Result result =
          new EventExperiment(new EventQuestions(pool, player, asked, horizonSteps), sizes, seed)
              .run(bar, keep);
      String question =
          RootLocale.format(
              "%s: probability that %s within %d agent steps",
              cartridge.game(), asked.inWords(), horizonSteps);
      return new EventReport(question, result, output.interval());
    }
  }
}
