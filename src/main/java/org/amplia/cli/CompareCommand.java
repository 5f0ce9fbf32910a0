package org.amplia.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.amplia.ask.RecordedRun;
import org.amplia.base.FolderLock;
import org.amplia.base.ShellWords;
import org.amplia.base.UserError;
import org.amplia.cli.option.OptionRange;
import org.amplia.cli.option.ResultOptions;
import org.amplia.cli.option.RunOptions;
import org.amplia.cli.session.ArmSession;
import org.amplia.cli.session.Comparison;
import org.amplia.cli.session.RunReports;
import org.amplia.cli.session.Runs;
import org.amplia.cli.session.TrainingSession;
import org.amplia.cli.terminal.StopNote;
import org.amplia.config.Configuration;
import org.amplia.config.ConfigurationReader;
import org.amplia.config.Method;
import org.amplia.experiment.Arm;
import org.amplia.report.export.ResultFile;
import org.amplia.report.export.ResultLine;
import org.amplia.report.view.Extent;
import org.amplia.rom.Cartridge;
import org.amplia.rom.RomLibrary;
import org.amplia.run.RunDescription.RunState;
import org.amplia.run.RunFolder;
import org.amplia.train.online.OnlineTraining;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code amplia compare}. */
@Command(
    name = "compare",
    description = {
      "Trains several methods, each with several seeds, and writes one report.",
      "The report has final scores with confidence intervals, learning curves and replays (see"
          + " `report --help`). A comparison that was stopped continues if the command is"
          + " given again.",
      RunOptions.METHODS
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example:  ./amplia compare --methods bc,regularised --seeds 5 --minutes 3"})
final class CompareCommand implements Callable<Integer> {
  private static final String FORCE = "--force";
  private static final String USUAL = "bc,imitation,reinforce,regularised";

  @Spec CommandSpec spec;

  @Mixin RunOptions options;

  @Mixin ResultOptions results;

  @Option(
      names = "--methods",
      paramLabel = "NAME",
      split = OptionRange.COMMA,
      splitSynopsisLabel = ",",
      completionCandidates = RunOptions.Methods.class,
      description =
          "methods, separated by commas, of ${COMPLETION-CANDIDATES} (default: that of --config or"
              + " --set, or "
              + USUAL
              + ")")
  List<String> methods;

  @Option(
      names = "--seeds",
      defaultValue = "5",
      paramLabel = "N",
      description =
          "runs of each method, with the seeds S, S+1 … S+N−1, S from --seed (default:"
              + " ${DEFAULT-VALUE})")
  int seeds;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "folder of the runs and the report (default: runs/compare-GAME)")
  Path out;

  @Option(
      names = FORCE,
      description = "remove what is in the folder and begin again; otherwise its runs continue")
  boolean force;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "how many runs are trained at the same time, each in a process of its own; fewer if"
              + " memory is short (default: ${DEFAULT-VALUE}). Use at most the number of cores,"
              + " with --set threads=1 and --frames (with --minutes such runs take time from each"
              + " other)")
  int jobs;

  @Option(names = "--json", description = "print the results as JSON")
  boolean json;

  @Override
  public Integer call() throws InterruptedException {
    OptionRange.check("--seeds", seeds, OptionRange.MOST_SEEDS);
    OptionRange.check("--jobs", jobs, OptionRange.MOST_THREADS);
    ConfigurationReader given = options.given();
    List<Method> chosen = methods(given);
    given.checkRead(chosen);
    Cartridge cartridge = RomLibrary.fromEnvironment().open(RunOptions.game(given));
    List<Configuration> arms = new ArrayList<>();
    for (int i = 0; i < seeds; i++) {
      for (Method method : chosen) {
        Configuration first = given.resolve(cartridge.game(), method);
        OptionRange.checkSeeds(first.seed(), seeds);
        arms.add(first.withSeed(first.seed() + i));
      }
    }
    Path folder = out == null ? Path.of("runs", "compare-" + cartridge.game()) : out;
    options.checkOutput(folder, force, arms);
    List<String> command = TrainingSession.commandLine(spec.commandLine());
    Comparison comparison = new Comparison(folder, command);
    checkBegun(comparison, arms, cartridge);
    results.csv(force).ifPresent(csv -> csv.requireRoom(line -> isMissing(comparison, arms, line)));
    List<String> again = command.stream().filter(word -> !word.equals(FORCE)).toList();
    try (FolderLock lock = Runs.take(folder, force);
        StopNote last = StopNote.saying(() -> "go on with " + ShellWords.line(again))) {
      comparison.begin();
      train(comparison, arms, cartridge);
    }
    return 0;
  }

  private void train(Comparison comparison, List<Configuration> arms, Cartridge cartridge)
      throws InterruptedException {
    if (!json) {
      TrainingSession.printMemory(
          spec.commandLine().getOut(),
          arms.stream().mapToLong(OnlineTraining::memoryBytes).max().orElse(0));
    }
    List<Arm> opened =
        arms.stream()
            .map(
                arm ->
                    Arm.ofMethod(new RecordedRun(comparison.run(arm, cartridge), arm, cartridge)))
            .toList();
    List<RunFolder> runs = opened.stream().map(arm -> arm.run().folder()).toList();
    Optional<ResultFile> csv = results.csv(force);
    ArmSession.train(
        opened,
        jobs,
        "comparison",
        arm -> csv.ifPresent(file -> RunReports.append(file, List.of(arm.run().folder()))));
    Path report =
        RunReports.write(
            comparison.folder().resolve("report"),
            runs,
            ShellWords.line(comparison.command()),
            results.interval,
            Extent.OF_A_COMPARISON);
    RunReports.print(spec.commandLine().getOut(), runs, json, report, results.interval);
  }

  private static boolean isDone(RunFolder run) {
    return run.description().state() == RunState.DONE;
  }

  /** Whether a line is of a run that this comparison has not finished yet. */
  private static boolean isMissing(
      Comparison comparison, List<Configuration> arms, ResultLine line) {
    return arms.stream()
        .filter(arm -> arm.game().equals(line.game()) && arm.seed() == line.seed())
        .filter(arm -> arm.method().label().equals(line.arm()))
        .map(arm -> comparison.folder().resolve(Arm.folderName(arm)))
        .anyMatch(
            path ->
                !Files.exists(path.resolve(RunFolder.DESCRIPTION))
                    || !isDone(RunFolder.open(path)));
  }

  /** Refuses what cannot be trained before the folder changes. */
  private void checkBegun(Comparison comparison, List<Configuration> arms, Cartridge cartridge) {
    if (force || !comparison.isBegun()) {
      arms.forEach(arm -> Runs.requireStartable(arm, cartridge));
    }
    if (!force) {
      comparison.requireSame();
    }
  }

  private List<Method> methods(ConfigurationReader given) {
    Optional<String> configured = given.method();
    List<String> names =
        methods != null
            ? methods
            : configured.map(List::of).orElseGet(() -> List.of(USUAL.split(",")));
    List<Method> chosen = names.stream().map(Method::of).toList();
    OptionRange.checkDistinct("--methods", names);
    if (configured.isPresent() && !names.equals(List.of(configured.get()))) {
      throw UserError.of(
          "the methods are %s by --methods and %s by the configuration: leave one of them out",
          String.join(",", names), configured.get());
    }
    return chosen;
  }
}
