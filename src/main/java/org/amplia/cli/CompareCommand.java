package org.amplia.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.amplia.ask.RecordedRun;
import org.amplia.base.AtomicFile;
import org.amplia.base.FolderLock;
import org.amplia.base.InputFile;
import org.amplia.base.Json;
import org.amplia.base.OutputPlaces;
import org.amplia.base.RootLocale;
import org.amplia.base.ShellWords;
import org.amplia.base.UserError;
import org.amplia.cli.option.OptionRange;
import org.amplia.cli.option.ResultOptions;
import org.amplia.cli.option.RunOptions;
import org.amplia.cli.session.ForcedRemoval;
import org.amplia.cli.session.RunReports;
import org.amplia.cli.session.Runs;
import org.amplia.cli.session.TrainingSession;
import org.amplia.cli.terminal.ProgressLine;
import org.amplia.cli.terminal.StopNote;
import org.amplia.config.Configuration;
import org.amplia.config.ConfigurationReader;
import org.amplia.config.Method;
import org.amplia.experiment.Arm;
import org.amplia.experiment.Arms;
import org.amplia.report.export.ResultFile;
import org.amplia.report.export.ResultLine;
import org.amplia.rom.Cartridge;
import org.amplia.rom.RomLibrary;
import org.amplia.run.RunFolder;
import org.amplia.run.RunState;
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
          + " `report --help`). A comparison that was stopped goes on if the command is given"
          + " again.",
      RunOptions.METHODS
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example:  ./amplia compare --methods bc,imitation,reinforce --seeds 5 --minutes 3"
    })
final class CompareCommand implements Callable<Integer> {
  private static final String FORCE = "--force";
  private static final List<String> NOT_COMPARED =
      List.of("--jobs", "--out", ResultOptions.CSV, ResultOptions.INTERVAL);
  private static final String USUAL = "bc,imitation,reinforce,dqfd";

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
      description = "remove what is in the folder and begin again; otherwise runs go on")
  boolean force;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "how many runs are trained at the same time, if there is memory, each in a process of its"
              + " own (default: ${DEFAULT-VALUE}). Up to the number of cores is sensible, together"
              + " with --set threads=1. Give a budget in --frames: with --minutes such runs take"
              + " time from each other")
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
    checkBegun(folder, command, arms, cartridge);
    results.csv(force).ifPresent(csv -> csv.requireRoom(line -> isMissing(folder, arms, line)));
    List<String> again = command.stream().filter(word -> !word.equals(FORCE)).toList();
    try (FolderLock lock = Runs.take(folder, force);
        StopNote last = StopNote.saying(() -> "go on with " + ShellWords.line(again))) {
      prepare(folder, command);
      train(folder, command, arms, cartridge);
    }
    return 0;
  }

  private void train(
      Path folder, List<String> command, List<Configuration> arms, Cartridge cartridge)
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
                    new Arm(new RecordedRun(open(folder, arm, cartridge, command), arm, cartridge)))
            .toList();
    List<RunFolder> runs = opened.stream().map(arm -> arm.run().folder()).toList();
    Optional<ResultFile> csv = results.csv(force);
    if (jobs == 1) {
      new Arms(opened)
          .trainInTurn(
              (arm, label) -> {
                new TrainingSession(arm.run()).run(label);
                csv.ifPresent(file -> RunReports.append(file, List.of(arm.run().folder())));
              });
    } else {
      Set<RunFolder> noted = new HashSet<>();
      try (ProgressLine bar = new ProgressLine("comparison")) {
        new Arms(opened)
            .trainTogether(
                jobs,
                at -> {
                  bar.show(at.what(), "", at.done(), at.secondsLeft());
                  csv.ifPresent(file -> RunReports.append(file, finished(runs, noted)));
                });
      }
    }
    // Those too that were finished before.
    csv.ifPresent(file -> RunReports.append(file, runs));
    Path report =
        RunReports.write(
            folder.resolve("report"), runs, ShellWords.line(command), results.interval);
    RunReports.print(spec.commandLine().getOut(), runs, json, report, results.interval);
  }

  /** The runs that have been finished since the last time. */
  private static List<RunFolder> finished(List<RunFolder> runs, Set<RunFolder> noted) {
    List<RunFolder> fresh =
        runs.stream().filter(run -> !noted.contains(run) && isDone(run)).toList();
    noted.addAll(fresh);
    return fresh;
  }

  private static boolean isDone(RunFolder run) {
    return run.description().state() == RunState.DONE;
  }

  /** Whether a line is of a run that this comparison has not finished yet. */
  private static boolean isMissing(Path folder, List<Configuration> arms, ResultLine line) {
    return arms.stream()
        .filter(arm -> arm.game().equals(line.game()) && arm.seed() == line.seed())
        .filter(arm -> arm.method().label().equals(line.arm()))
        .map(arm -> folder.resolve(Arm.folderName(arm)))
        .anyMatch(
            path ->
                !Files.exists(path.resolve(RunFolder.DESCRIPTION))
                    || !isDone(RunFolder.open(path)));
  }

  /** Refuses what cannot be trained before the folder changes. */
  private void checkBegun(
      Path folder, List<String> command, List<Configuration> arms, Cartridge cartridge) {
    if (force || !Files.exists(folder.resolve(ForcedRemoval.COMPARISON))) {
      arms.forEach(arm -> Runs.requireStartable(arm, cartridge));
    }
    if (!force) {
      requireSame(folder, command);
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
      throw new UserError(
          RootLocale.format(
              "the methods are %s by --methods and %s by the configuration: leave one of them out",
              String.join(",", names), configured.get()));
    }
    return chosen;
  }

  /** A half-finished comparison of the same command goes on; another one needs --force. */
  private static void requireSame(Path folder, List<String> command) {
    Path file = folder.resolve(ForcedRemoval.COMPARISON);
    if (!Files.exists(file)) {
      if (!Runs.isEmptyBut(ForcedRemoval.COMPARISON, folder)) {
        throw new UserError(
            folder + " exists and is not empty: give another --out, or --force to replace it");
      }
    } else if (!compared(file).equals(whatIsCompared(command))) {
      throw new UserError(
          folder + " holds another comparison: give another --out, or --force to replace it");
    }
  }

  private static void prepare(Path folder, List<String> command) {
    requireSame(folder, command);
    Path file = folder.resolve(ForcedRemoval.COMPARISON);
    try {
      if (!Files.exists(file)) {
        AtomicFile.write(file, Json.pretty(whatIsCompared(command)));
      }
    } catch (IOException e) {
      throw OutputPlaces.fault("--out", folder, e);
    }
  }

  private static List<String> compared(Path file) {
    String text = InputFile.text(file, 1 << 20, "a comparison", "`amplia compare` makes it");
    List<String> command = new ArrayList<>();
    for (JsonNode word : Json.read(text, ArrayNode.class, file.toString())) {
      if (!word.isTextual()) {
        throw new UserError(file + " holds " + word + " where a command has a word");
      }
      command.add(word.asText());
    }
    return whatIsCompared(command);
  }

  /**
   * The words of a command without those that do not change the runs: how many are trained at once,
   * where they and their results lie, whether something was replaced, how the results are printed.
   */
  private static List<String> whatIsCompared(List<String> command) {
    List<String> rest = new ArrayList<>();
    for (int i = 0; i < command.size(); i++) {
      String word = command.get(i);
      if (NOT_COMPARED.contains(word)) {
        i++;
      } else if (NOT_COMPARED.stream().noneMatch(option -> word.startsWith(option + "="))
          && !List.of(FORCE, "--json").contains(word)) {
        rest.add(word);
      }
    }
    return rest;
  }

  private static RunFolder open(
      Path folder, Configuration arm, Cartridge cartridge, List<String> command) {
    Path path = folder.resolve(Arm.folderName(arm));
    if (Files.exists(path.resolve(RunFolder.DESCRIPTION))) {
      RunFolder begun = RunFolder.open(path);
      if (!RecordedRun.configuration(begun).equals(arm)) {
        throw new UserError(
            path
                + " was begun with another configuration (a changed --config file, or another"
                + " version's defaults): give another --out, or --force to replace all runs");
      }
      return begun;
    }
    Runs.requireStartable(arm, cartridge);
    // Stopped, until its training begins.
    return RunFolder.create(
        path, Runs.describe(arm, cartridge, command).withState(RunState.STOPPED));
  }
}
