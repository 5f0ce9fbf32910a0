package org.amplia.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.amplia.ask.RecordedRun;
import org.amplia.base.FolderLock;
import org.amplia.base.Json;
import org.amplia.cli.option.RunOptions;
import org.amplia.cli.option.Terms;
import org.amplia.cli.session.Runs;
import org.amplia.cli.session.TrainingSession;
import org.amplia.cli.terminal.StopNote;
import org.amplia.config.Configuration;
import org.amplia.config.ConfigurationReader;
import org.amplia.config.Method;
import org.amplia.rom.Cartridge;
import org.amplia.rom.RomLibrary;
import org.amplia.run.RunDescription;
import org.amplia.run.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code amplia train}. */
@Command(
    name = "train",
    description = {
      "Trains one agent.",
      "It writes a run folder: measurements, checkpoints, recorded episodes and a report. Without"
          + " options it trains by the method regularised on the bundled game crossing, about three"
          + " minutes on two cores.",
      Terms.MODELS,
      "With the overseer, training goes in rounds. In a round M2 judges actions in states that"
          + " the policy visits; then M1 learns what M2 approves of; then whole games of the"
          + " policy alone are played to measure it. Before the first round M1 is a clone of a"
          + " demonstrator's games.",
      RunOptions.METHODS
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example:  ./amplia train crossing --method dqfd --minutes 3 --seed 2",
      "`resume` goes on with a run that was stopped. docs/updates.md explains the methods."
    })
final class TrainCommand implements Callable<Integer> {
  private static final String USUAL = "regularised";

  @Spec CommandSpec spec;

  @Mixin RunOptions options;

  @Option(
      names = "--method",
      paramLabel = "NAME",
      completionCandidates = RunOptions.Methods.class,
      description =
          "${COMPLETION-CANDIDATES} (default: that of --config or --set, or " + USUAL + ")")
  String method;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "the run folder (default: runs/GAME-METHOD-sSEED-TIME)")
  Path out;

  @Option(names = "--force", description = "replace the run folder if there is one")
  boolean force;

  @Option(
      names = "--dry-run",
      description = "print every configuration key with its value, and train nothing")
  boolean dryRun;

  @Override
  public Integer call() {
    ConfigurationReader given = options.given();
    if (method != null) {
      given.set("method", method, "--method");
    }
    Method chosen = Method.of(given.method().orElse(USUAL));
    given.checkRead(List.of(chosen));
    Cartridge cartridge = RomLibrary.fromEnvironment().open(RunOptions.game(given));
    Configuration configuration = given.resolve(cartridge.game(), chosen);
    if (dryRun) {
      spec.commandLine().getOut().print(Json.pretty(configuration));
      spec.commandLine().getOut().flush();
      return 0;
    }
    Path folder = out == null ? Runs.defaultFolder(configuration) : out;
    Runs.requireStartable(configuration, cartridge);
    options.checkOutput(folder, force, List.of(configuration));
    if (!force) {
      RunFolder.requireUnused(folder);
    }
    RunDescription description =
        Runs.describe(configuration, cartridge, TrainingSession.commandLine(spec.commandLine()));
    try (FolderLock lock = Runs.take(folder, force);
        StopNote last = StopNote.ofRun(folder)) {
      RunFolder run = RunFolder.create(lock, description);
      new TrainingSession(new RecordedRun(run, configuration, cartridge))
          .runAndReport(spec.commandLine().getOut());
    }
    return 0;
  }
}
