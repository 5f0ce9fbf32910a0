package org.amplia.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.amplia.ask.RecordedRun;
import org.amplia.ask.Survey;
import org.amplia.base.FolderLock;
import org.amplia.base.OutputPlaces;
import org.amplia.base.ShellWords;
import org.amplia.base.UserError;
import org.amplia.cli.option.NumberOption;
import org.amplia.cli.option.OptionRange;
import org.amplia.cli.session.ArmSession;
import org.amplia.cli.session.Runs;
import org.amplia.cli.session.TrainingSession;
import org.amplia.cli.terminal.StopNote;
import org.amplia.config.Configuration;
import org.amplia.experiment.Arm;
import org.amplia.experiment.puzzle.PuzzleArm;
import org.amplia.experiment.puzzle.PuzzleDemonstrations;
import org.amplia.experiment.puzzle.PuzzleMeasurement;
import org.amplia.experiment.puzzle.PuzzleRun;
import org.amplia.experiment.puzzle.PuzzleWorld;
import org.amplia.report.PuzzleLines;
import org.amplia.report.PuzzleReport;
import org.amplia.report.export.ResultFile;
import org.amplia.report.export.ResultLine;
import org.amplia.rom.Cartridge;
import org.amplia.rom.RomLibrary;
import org.amplia.run.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code amplia experiment puzzle}. */
@Command(
    name = "puzzle",
    description = {
      "Trains M1 to ask for the information that decides (Q3), where it matters what is asked.",
      "Two worlds (--world). masked-crossing is crossing, where the player is a turtle, with the cars hidden from M1 and from"
          + " the judge, the network with which M2 forecasts what an action comes to. For each state M1 names one of eight lanes, and M2 looks up where its cars"
          + " are. Which lane decides follows from where the turtle is. blind-angler is angler with"
          + " the fish hidden. M1 says how far to look ahead and whether the action is repeated, nothing is done after it or"
          + " random actions follow, and M2 looks up the rewards. Which item shows where the fish is depends on the water. In both, no item is the right one"
          + " everywhere. The game's rules say which it is; nobody who learns is told.",
      "Each run is measured on states that nothing is learned from. Asks what decides: of 2,000"
          + " visited states, in those where something is to be decided, how often M1 names an item that tells"
          + " at least nine tenths of what the best one does. Decision gain: in states of --held-out, how much more the action that M2"
          + " prefers brings than the policy's (mean of 16 futures of each). Score: of whole games"
          + " in which M2 chooses every action. Beside M1 the same is measured for each item"
          + " alone, an item drawn for each state (any item), the item that decides, and nothing.",
      "By default 80 runs, 5 to 15 minutes of one core each. docs/puzzle.md has the criterion"
          + " and the results.",
      "Give the same command again to continue; seeds and arms may be added. Lines of --csv are"
          + " taken over and their runs not repeated."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example:  ./amplia experiment puzzle --arms reinforce --seeds 3"})
final class ExperimentPuzzleCommand implements Callable<Integer> {
  private static final int MOST_HELD_OUT = 100_000;
  private static final int MOST_GAMES = 10_000;

  @Spec CommandSpec spec;

  @Option(
      names = "--jobs",
      defaultValue = "1",
      paramLabel = "N",
      description =
          "how many runs are trained at the same time, with one thread each; above 1 each in a process of its own"
              + " (default: ${DEFAULT-VALUE})")
  int jobs;

  @Option(
      names = "--seed",
      defaultValue = "21",
      paramLabel = "N",
      converter = NumberOption.Seed.class,
      description =
          "first seed (default: ${DEFAULT-VALUE}; settings were chosen by looks at seeds below 21)")
  long seed;

  @Option(
      names = "--seeds",
      defaultValue = "10",
      paramLabel = "N",
      description = "runs of each arm (default: ${DEFAULT-VALUE})")
  int seeds;

  /** The names, for the help. */
  static final class Worlds implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return PuzzleWorld.names().iterator();
    }
  }

  @Option(
      names = "--world",
      defaultValue = "masked-crossing",
      paramLabel = "NAME",
      completionCandidates = Worlds.class,
      description = "one of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  String world;

  /** The names, for the help. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return PuzzleArm.names().iterator();
    }
  }

  @Option(
      names = "--arms",
      paramLabel = "NAME",
      split = OptionRange.COMMA,
      splitSynopsisLabel = ",",
      completionCandidates = Names.class,
      description =
          "what is learned, separated by commas, of ${COMPLETION-CANDIDATES} (default: all;"
              + " docs/puzzle.md explains them)")
  List<String> arms = PuzzleArm.names();

  @Option(
      names = "--held-out",
      paramLabel = "N",
      description =
          "visited states for the decision gain; those in which the action makes no difference"
              + " are left out (default: 6000; blind-angler, whose futures are longer: 700)")
  Integer heldOut;

  @Option(
      names = "--games",
      paramLabel = "N",
      description =
          "whole games that M2 plays with each way to ask (default: 20; blind-angler, where more"
              + " is looked up: 8)")
  Integer games;

  @Option(
      names = "--out",
      defaultValue = "runs/puzzle",
      paramLabel = "DIR",
      description = "folder of the runs and the report (default: ${DEFAULT-VALUE})")
  Path out;

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      description =
          "file of results (docs/results/README.md); what it has already is not run again"
              + " (default: puzzle.csv in DIR)")
  Path csv;

  @Option(
      names = "--from",
      paramLabel = "FILE",
      description = "run nothing: write the report of this file of results to DIR")
  Path from;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "a configuration key for all runs; may be given several times")
  List<String> common = new ArrayList<>();

  private PuzzleWorld played;
  private Cartridge cartridge;
  private List<String> command;

  @Override
  public Integer call() throws InterruptedException {
    OptionRange.check("--jobs", jobs, OptionRange.MOST_THREADS);
    OptionRange.check("--seeds", seeds, OptionRange.MOST_SEEDS);
    OptionRange.checkSeeds(seed, seeds);
    played = PuzzleWorld.of(world);
    OptionRange.check("--held-out", heldOut(), MOST_HELD_OUT);
    OptionRange.check("--games", games(), MOST_GAMES);
    OptionRange.checkDistinct("--arms", arms);
    command = TrainingSession.commandLine(spec.commandLine());
    cartridge = RomLibrary.fromEnvironment().open(played.game());
    new OutputPlaces(false).folder("--out", out);
    if (from != null) {
      UserError.unless(
          csv == null && common.isEmpty(), "--from runs nothing: leave out --csv and --set");
      PuzzleReport report = new PuzzleReport(ResultFile.read(from));
      try (FolderLock lock = Runs.take(out, false)) {
        print(report);
      }
      return 0;
    }
    ResultFile file = new ResultFile(results(), false);
    if (csv != null) {
      file.requireRoom(line -> false); // refuses a file of something else
    }
    List<PuzzleRun> runs = runs();
    runs.forEach(run -> run.configuration(common)); // refused before the folder is made
    try (FolderLock lock = Runs.take(out, false);
        StopNote note = StopNote.saying(() -> "go on with " + ShellWords.line(command))) {
      train(runs, file);
      print(new PuzzleReport(ResultFile.read(results())));
    }
    return 0;
  }

  private int heldOut() {
    return heldOut != null ? heldOut : played.heldOut();
  }

  private int games() {
    return games != null ? games : played.games();
  }

  private Path results() {
    return csv != null ? csv : out.resolve("puzzle.csv");
  }

  /** Seed by seed, so that a part of the runs is a comparison already. */
  private List<PuzzleRun> runs() {
    List<PuzzleArm> wanted = arms.stream().map(PuzzleArm::of).toList();
    return LongStream.range(seed, seed + seeds)
        .boxed()
        .flatMap(one -> wanted.stream().map(arm -> new PuzzleRun(played, arm, one)))
        .toList();
  }

  /** Trains and measures the runs that the file does not have, and appends them. */
  private void train(List<PuzzleRun> runs, ResultFile file) throws InterruptedException {
    List<ResultLine> known = Files.exists(results()) ? ResultFile.read(results()) : List.of();
    Map<String, PuzzleRun> opened = new HashMap<>();
    List<Arm> all = new ArrayList<>();
    for (PuzzleRun run : runs) {
      if (!PuzzleLines.have(known, run)) {
        Arm arm = new Arm(begun(run), run.label());
        opened.put(arm.label(), run);
        all.add(arm);
      }
    }
    ArmSession.train(all, jobs, "puzzle", arm -> file.append(lines(file, opened, arm)));
  }

  private RecordedRun begun(PuzzleRun run) {
    Configuration configuration = run.configuration(common);
    if (run.arm().isShown()) {
      PuzzleDemonstrations demonstrations =
          new PuzzleDemonstrations(out.normalize().resolve("demonstrations"), played, cartridge);
      demonstrations.record(configuration);
      configuration = demonstrations.read(configuration);
    }
    RunFolder folder =
        Runs.begun(
            out.resolve(run.folder()),
            configuration,
            cartridge,
            command,
            "another --set or name of --out, or another version's defaults): give another --out");
    return new RecordedRun(folder, configuration, cartridge);
  }

  private List<ResultLine> lines(ResultFile file, Map<String, PuzzleRun> opened, Arm arm) {
    RunFolder folder = arm.run().folder();
    ResultLine.Source source =
        ResultLine.Source.of(
            file.experiment(),
            folder.description().versions().getOrDefault("amplia", ""),
            folder.description().command());
    try (Survey survey = new Survey(arm.run())) {
      return PuzzleLines.of(
          source,
          PuzzleMeasurement.outcomes(
              survey, opened.get(arm.label()), folder.cost().frames(), heldOut(), games()));
    }
  }

  private void print(PuzzleReport report) {
    Path text = report.write(out);
    spec.commandLine().getOut().print(report.text());
    spec.commandLine().getOut().println("\nreport:  " + text);
    spec.commandLine().getOut().flush();
  }
}
