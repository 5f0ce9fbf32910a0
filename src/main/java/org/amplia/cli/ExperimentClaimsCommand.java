package org.amplia.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.amplia.ask.RecordedRun;
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
import org.amplia.experiment.claims.ClaimArm;
import org.amplia.experiment.claims.ClaimDemonstrations;
import org.amplia.experiment.claims.ClaimRun;
import org.amplia.experiment.claims.ClaimRuns;
import org.amplia.experiment.claims.ClaimSettings;
import org.amplia.experiment.claims.Initialisation;
import org.amplia.observe.Workers;
import org.amplia.report.ClaimLines;
import org.amplia.report.ClaimTuning;
import org.amplia.report.ClaimsReport;
import org.amplia.report.export.ClaimSettingsFile;
import org.amplia.report.export.ResultFile;
import org.amplia.report.export.ResultLine;
import org.amplia.report.stat.RunSummary;
import org.amplia.rom.Cartridge;
import org.amplia.rom.RomLibrary;
import org.amplia.run.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code amplia experiment claims}. */
@Command(
    name = "claims",
    description = {
      "Trains imitation, REINFORCE and their mix from four initialisations, and compares them.",
      "M1 begins as the clone of random play (uniform), a beginner (suboptimal), the planner"
          + " (good), or the planner while part of the game is hidden from M1 (unreproducible; crossing: the"
          + " cars of the middle lanes; rally: the height of the ball).",
      "An answer is a plan of four actions, the first of which is played. M2 is asked about four"
          + " answers, equal ones once, and not at all where all are equal: M1's most probable and three drawn evenly from all (imitation), four that M1"
          + " draws (reinforce), or two that M1 draws and two drawn evenly from all (mixed, half of each loss). The"
          + " variants that are compared are called arms. NAME-ownK has the loss of NAME, but K of the"
          + " four answers are drawn from M1 and the others evenly from all plans;"
          + " REINFORCE raises or lowers only those drawn from M1. bc is the"
          + " clone. The measure is the area under the learning curve: the score, averaged over the"
          + " budget of frames. By default there are 528 runs, about 15 hours of one core."
          + " All share settings that are not those of `train`: docs/claims.md has them, what is asked,"
          + " and by which rules it is answered.",
      "Give the same command again to continue; seeds, arms and initialisations may be added."
          + " Lines of --csv are taken over and their runs not repeated."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example:  ./amplia experiment claims --initialisations good --seeds 2"})
final class ExperimentClaimsCommand implements Callable<Integer> {
  private static final long FRAMES = 1_000_000;
  private static final long TUNING_FRAMES = 500_000;
  private static final Path SETTINGS = Path.of("docs", "results", "claims-settings.csv");

  @Spec CommandSpec spec;

  @Option(
      names = "--game",
      defaultValue = "crossing",
      paramLabel = "GAME",
      description = "crossing or rally (default: ${DEFAULT-VALUE})")
  String game;

  @Option(
      names = "--frames",
      paramLabel = "N",
      description =
          "budget of a run in emulator frames, look-ahead too (default: 1000000; with --tune 500000)")
  Long givenFrames;

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
      paramLabel = "N",
      converter = NumberOption.Seed.class,
      description = "first seed (default: 1; with --tune 7001)")
  Long seed;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "runs of each arm from each start (default: 12; with --tune 3)")
  Integer seeds;

  /** The names, for the help. */
  static final class Arms implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return ClaimArm.names().iterator();
    }
  }

  /** The names, for the help. */
  static final class Initialisations implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Initialisation.names().iterator();
    }
  }

  @Option(
      names = "--arms",
      paramLabel = "NAME",
      split = OptionRange.COMMA,
      splitSynopsisLabel = ",",
      completionCandidates = Arms.class,
      description = "arms, separated by commas, of ${COMPLETION-CANDIDATES} (default: all)")
  List<String> arms = ClaimArm.names();

  @Option(
      names = "--initialisations",
      paramLabel = "NAME",
      split = OptionRange.COMMA,
      splitSynopsisLabel = ",",
      completionCandidates = Initialisations.class,
      description =
          "where M1 begins, separated by commas, of ${COMPLETION-CANDIDATES} (default: all)")
  List<String> initialisations = Initialisation.names();

  @Option(
      names = "--out",
      defaultValue = "runs/claims",
      paramLabel = "DIR",
      description =
          "folder of the runs, the demonstrations and the report (default: ${DEFAULT-VALUE})")
  Path out;

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      description =
          "file of results with a line for each finished seed (docs/results/README.md); what it has"
              + " already is not run again (default: claims-runs.csv, with --tune"
              + " claims-tuning.csv, in DIR)")
  Path csv;

  @Option(
      names = "--tune",
      description =
          "instead of the comparison try three step sizes, then two other leashes, then (arms of"
              + " reinforce and mixed) another clip for each arm and start, and write those of the largest area to the file of"
              + " --settings; by default 672 runs of half the frames, about 10 hours of one core")
  boolean tune;

  @Option(
      names = "--settings",
      paramLabel = "FILE",
      description =
          "file of settings that --tune chose. Default: claims-settings.csv in DIR, else"
              + " docs/results/claims-settings.csv, if it has settings of the game. If neither file"
              + " has: learning rate 0.01 for reinforce, 0.003 for the others, leash 0.1, clip 3"
              + " (ratios up to 4). With --tune: the file to write (default: claims-settings.csv in DIR)")
  Path settings;

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

  private long frames;
  private Cartridge cartridge;
  private ClaimLines lines;
  private String settingsFrom = "an early study: nothing was tuned";
  private List<String> command;

  @Override
  public Integer call() throws InterruptedException {
    OptionRange.check("--jobs", jobs, OptionRange.MOST_THREADS);
    frames = givenFrames != null ? givenFrames : tune ? TUNING_FRAMES : FRAMES;
    UserError.unless(frames > 0, "--frames is %d: it must be 1 or more", frames);
    command = TrainingSession.commandLine(spec.commandLine());
    cartridge = RomLibrary.fromEnvironment().open(game);
    lines = new ClaimLines(cartridge.game(), frames);
    OutputPlaces outputs = new OutputPlaces(false);
    outputs.folder("--out", out);
    if (from != null) {
      UserError.unless(
          !tune && csv == null && settings == null && common.isEmpty(),
          "--from runs nothing: leave out --tune, --csv, --settings and --set");
      List<ResultLine> known = ResultFile.read(from);
      try (FolderLock lock = Runs.take(out, false)) {
        report(known);
      }
      return 0;
    }
    OptionRange.checkDistinct("--arms", arms);
    OptionRange.checkDistinct("--initialisations", initialisations);
    ResultFile file = new ResultFile(results(), false);
    if (csv != null) {
      file.requireRoom(line -> false); // refuses a file of something else
    }
    ClaimRuns wanted = runs();
    UserError.unless(
        !wanted.starts().isEmpty(), "--tune has nothing to tune in bc: name other --arms");
    ClaimTuning tuning = new ClaimTuning(lines, wanted);
    List<ClaimRun> first = tune ? tuning.tried(0) : compared(wanted);
    first.forEach(this::configuration); // what is wrong is refused before the folder is made
    try (FolderLock lock = Runs.take(out, false);
        StopNote note = StopNote.saying(() -> "go on with " + ShellWords.line(command))) {
      if (tune) {
        tune(tuning, file);
      } else {
        run(first, file);
        report(ResultFile.read(results()));
      }
    }
    return 0;
  }

  private Path results() {
    return csv != null ? csv : out.resolve(tune ? "claims-tuning.csv" : "claims-runs.csv");
  }

  private ClaimRuns runs() {
    long firstSeed = seed != null ? seed : tune ? 7001 : 1;
    int count = seeds != null ? seeds : tune ? 3 : 12;
    OptionRange.check("--seeds", count, OptionRange.MOST_SEEDS);
    OptionRange.checkSeeds(firstSeed, count);
    return ClaimRuns.of(
        initialisations.stream().map(Initialisation::of).toList(),
        arms.stream().map(ClaimArm::of).toList(),
        firstSeed,
        count,
        tune);
  }

  private List<ClaimRun> compared(ClaimRuns wanted) {
    ClaimSettingsFile chosen = chosen();
    return wanted.all(start -> chosen.of(cartridge.game(), start.initialisation(), start.arm()));
  }

  private ClaimSettingsFile chosen() {
    if (settings != null) {
      ClaimSettingsFile read = ClaimSettingsFile.read(settings);
      UserError.unless(
          read.isOf(cartridge.game()),
          "%s has no settings of %s: name another --settings",
          settings,
          cartridge.game());
      settingsFrom = settings.toString();
      return read;
    }
    Optional<Path> found =
        Stream.of(tuned(), SETTINGS)
            .filter(Files::exists)
            .filter(file -> ClaimSettingsFile.read(file).isOf(cartridge.game()))
            .findFirst();
    settingsFrom = found.map(Path::toString).orElse(settingsFrom);
    return found.map(ClaimSettingsFile::read).orElseGet(() -> new ClaimSettingsFile(List.of()));
  }

  /** What {@code --tune} writes. */
  private Path tuned() {
    return out.resolve("claims-settings.csv");
  }

  private Configuration configuration(ClaimRun run) {
    return run.configuration(cartridge.game(), frames, common);
  }

  private ClaimDemonstrations demonstrations() {
    return new ClaimDemonstrations(out.normalize().resolve("demonstrations"), cartridge);
  }

  /** Trains the runs that the file does not have, and appends them. */
  private void run(List<ClaimRun> runs, ResultFile file) throws InterruptedException {
    List<ResultLine> known = Files.exists(results()) ? ResultFile.read(results()) : List.of();
    for (ClaimRun run : runs) {
      if (Files.exists(out.resolve(run.folder()).resolve(RunFolder.DESCRIPTION))) {
        begun(run);
      }
    }
    List<ClaimRun> missing =
        runs.stream()
            .filter(run -> known.stream().noneMatch(line -> lines.isScore(line, run)))
            .toList();
    if (!tune) {
      spec.commandLine().getErr().println("settings of " + settingsFrom);
    }
    demonstrate(missing);
    Map<String, ClaimRun> opened = new HashMap<>();
    List<Arm> all = new ArrayList<>();
    for (ClaimRun run : missing) {
      Arm arm = new Arm(begun(run), run.label());
      opened.put(arm.label(), run);
      all.add(arm);
    }
    ArmSession.train(all, jobs, "claims", arm -> append(file, opened.get(arm.label()), arm));
  }

  private RecordedRun begun(ClaimRun run) {
    Configuration configuration = demonstrations().watched(configuration(run));
    RunFolder folder =
        Runs.begun(
            out.resolve(run.folder()),
            configuration,
            cartridge,
            command,
            "another --game, --frames, --set, --settings or name of --out, or another version's"
                + " defaults): give another --out");
    return new RecordedRun(folder, configuration, cartridge);
  }

  private void append(ResultFile file, ClaimRun run, Arm arm) {
    file.append(lines.of(file.experiment(), run, RunSummary.of(arm.run().folder())));
  }

  private void demonstrate(List<ClaimRun> runs) {
    Map<Path, Configuration> wanted = new LinkedHashMap<>();
    for (ClaimRun run : runs) {
      Configuration configuration = configuration(run);
      if (!demonstrations().has(configuration)) {
        wanted.putIfAbsent(demonstrations().of(configuration), configuration);
      }
    }
    List<Configuration> each = List.copyOf(wanted.values());
    if (each.isEmpty()) {
      return;
    }
    spec.commandLine()
        .getErr()
        .println("recording the demonstrations of " + each.size() + " seeds and demonstrators …");
    try (Workers workers = new Workers(Math.min(jobs, each.size()), "demonstrations")) {
      workers.run(
          each.size(),
          (index, worker) -> {
            demonstrations().record(each.get(index));
            return index;
          });
    }
  }

  private void tune(ClaimTuning tuning, ResultFile file) throws InterruptedException {
    for (int stage = 0; stage < ClaimSettings.STAGES; stage++) {
      run(tuning.tried(stage), file);
      tuning.choose(stage, ResultFile.read(results()));
    }
    Path target = settings != null ? settings : tuned();
    List<ClaimSettingsFile.Row> before =
        Files.exists(target) ? ClaimSettingsFile.read(target).rows() : List.of();
    new ClaimSettingsFile(tuning.chosenAfter(before)).write(target);
    spec.commandLine().getOut().println("settings:  " + target);
  }

  private void report(List<ResultLine> known) {
    ClaimsReport report = new ClaimsReport(lines, known);
    Path text = report.write(out);
    spec.commandLine().getOut().print(report.text());
    spec.commandLine().getOut().println("\nreport:  " + text);
    spec.commandLine().getOut().flush();
  }
}
