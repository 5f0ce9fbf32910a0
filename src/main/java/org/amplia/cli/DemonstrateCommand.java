package org.amplia.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.amplia.base.FolderLock;
import org.amplia.base.Spelling;
import org.amplia.base.UserError;
import org.amplia.cli.option.NumberOption;
import org.amplia.cli.option.OptionRange;
import org.amplia.cli.option.Terms;
import org.amplia.cli.session.DecompositionRecording;
import org.amplia.cli.terminal.Display;
import org.amplia.decomposition.demonstrate.DecompositionSession.Pace;
import org.amplia.decomposition.demonstrate.DecompositionsFile;
import org.amplia.env.EnvironmentSettings;
import org.amplia.episode.DemonstrationFiles;
import org.amplia.episode.Episode;
import org.amplia.episode.EpisodeFile;
import org.amplia.overseer.DemonstratedGames;
import org.amplia.overseer.Demonstrator;
import org.amplia.overseer.ScriptedDemonstrator;
import org.amplia.play.GameWindow;
import org.amplia.play.HandPlay;
import org.amplia.rom.Cartridge;
import org.amplia.rom.RomLibrary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code amplia demonstrate}. */
@Command(
    name = "demonstrate",
    description = {
      "Records games of a demonstrator, a person or a program, for `train` to learn from.",
      "Each game is an .episode.json file.",
      "With --decompositions it records how to judge actions instead. At some agent "
          + "steps of a game (the key frames) the demonstrator looks up items of "
          + "information about an action, such as the reward within the next 16 steps, and "
          + "then says how good the action is. A person names two actions, looks up at most three items "
          + "about each and rates both from 0 to 10; a program looks up at most two about every action and gives the "
          + "return that follows from the answers. Each game is a .decompositions.json file. `train --set decomposition.from=FILE` learns "
          + "from it what to look up and what to conclude, `experiment information --shown FILE` only "
          + "what to look up. Both learn from the first two items about an action, unless decomposition.items "
          + "says otherwise, and refuse items that they cannot ask for (docs/decompositions.md) and "
          + "games with other environment settings than the run's (only --sticky may differ).",
      Terms.ITEM,
      Terms.AGENT_STEP
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example:  ./amplia demonstrate crossing --demonstrator planner --out demos",
      "          ./amplia train crossing --set demonstrations.from=demos",
      "          ./amplia demonstrate crossing --decompositions --demonstrator human"
    })
final class DemonstrateCommand implements Callable<Integer> {
  private static final String HUMAN = "human";

  /** Their numbers have four digits. */
  private static final int MOST_GAMES = 10_000;

  private static final int MOST_STEPS = 10_000;

  /** Who can demonstrate. */
  private static final class Names implements Iterable<String> {
    static final List<String> ALL =
        Stream.concat(Stream.of(HUMAN), ScriptedDemonstrator.names().stream()).toList();

    @Override
    public Iterator<String> iterator() {
      return ALL.iterator();
    }
  }

  @Spec CommandSpec spec;

  @Parameters(paramLabel = "GAME", description = "the game, e.g. crossing")
  String game;

  @Option(
      names = "--demonstrator",
      paramLabel = "WHO",
      required = true,
      completionCandidates = Names.class,
      description =
          "who plays. human: you, in a window (arrow keys; space begins a game and is the fire button; Esc saves it and ends the command), or with "
              + "--decompositions in the terminal. "
              + "Programs: planner tries plans out in a copy of the game and plays well, about a "
              + "minute a game; suboptimal follows a simple rule with some random actions (crossing: up; there are rules for "
              + "crossing, rally, angler, freeway, pong and breakout, in other games it plays at random); unreproducible is a planner that also knows in advance when sticky "
              + "actions occur: a learner cannot see that, so it cannot copy it (`experiment claims` uses "
              + "the name for something else). For --decompositions programs look up the reward and M1's "
              + "value after 64 steps under the policy; without --run the reward within 64 and 16 steps under "
              + "the game's simple rule, or repeat where there is none; suboptimal replaces a share by random "
              + "items, and unreproducible looks only as far ahead as points really come. One of: "
              + "${COMPLETION-CANDIDATES}")
  String demonstrator;

  @Option(
      names = "--episodes",
      paramLabel = "N",
      defaultValue = "1",
      description = "how many games (default: ${DEFAULT-VALUE})")
  int episodes;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "folder of the files, with --decompositions too (default: demonstrations/GAME-WHO-sSEED)")
  Path out;

  @Option(
      names = "--seed",
      paramLabel = "N",
      converter = NumberOption.Seed.class,
      defaultValue = "1",
      description = "seed of the games (default: ${DEFAULT-VALUE})")
  long seed;

  @Option(
      names = "--random-share",
      paramLabel = "P",
      defaultValue = "0.3",
      description =
          "suboptimal: share of its actions, and with --decompositions also of its items, that are"
              + " random, 0 … 1 (default:"
              + " ${DEFAULT-VALUE})")
  double randomShare;

  @Option(
      names = "--sticky",
      paramLabel = "P",
      description =
          "sticky actions: the probability that the emulator repeats the action of the frame"
              + " before, 0 … 1 (default: for a program 0.25, with --run the run's; for human 0, with --run too)")
  Double sticky;

  @Option(
      names = "--decompositions",
      description = "record decompositions (see above) instead of episodes")
  boolean decompositions;

  @Option(
      names = "--key-frames",
      paramLabel = "N",
      defaultValue = "20",
      description =
          "with --decompositions: key frames of a game, which ends some steps after the last one"
              + " (default: ${DEFAULT-VALUE}; with --every 8 that is a game of 160 agent steps)")
  int keyFrames;

  @Option(
      names = "--every",
      paramLabel = "N",
      defaultValue = "8",
      description =
          "with --decompositions: agent steps from one key frame to the next; a person's action is"
              + " held that long (default: ${DEFAULT-VALUE})")
  int every;

  @Option(
      names = "--run",
      paramLabel = "RUN",
      description =
          "with --decompositions: run folder of a trained agent, needed to look up `policy`,"
              + " `leaf-value` and `outcome`")
  Path run;

  @Option(
      names = "--force",
      description =
          "overwrite files that exist; without it a person's games get the next free numbers, and a"
              + " program's are refused")
  boolean force;

  @Override
  public Integer call() {
    check();
    Cartridge cartridge = RomLibrary.fromEnvironment().open(game);
    if (decompositions) {
      decompositions(cartridge);
    } else if (demonstrator.equals(HUMAN)) {
      byHand(cartridge);
    } else {
      scripted(cartridge);
    }
    return 0;
  }

  private void scripted(Cartridge cartridge) {
    DemonstrationFiles files = files(cartridge, EpisodeFile.SUFFIX);
    Demonstrator scripted =
        ScriptedDemonstrator.of(demonstrator).create(cartridge.game(), randomShare);
    try (DemonstratedGames games =
            new DemonstratedGames(
                cartridge, settings(EnvironmentSettings.STANDARD), scripted, seed);
        FolderLock lock = files.lock()) {
      files.check(0, episodes, EpisodeFile::read);
      for (int i = 0; i < episodes; i++) {
        // The planner takes a minute a game.
        spec.commandLine()
            .getErr()
            .printf(Locale.ROOT, "%s plays game %d of %d …%n", demonstrator, i + 1, episodes);
        write(files.file(i), games.play(i, about()));
      }
    }
  }

  private Map<String, String> about() {
    return actsAtRandom()
        ? Map.of("demonstrator", demonstrator, "randomShare", Double.toString(randomShare))
        : Map.of("demonstrator", demonstrator);
  }

  private void byHand(Cartridge cartridge) {
    Display.allowWindows();
    DemonstrationFiles files = files(cartridge, EpisodeFile.SUFFIX);
    try (HandPlay play = new HandPlay(cartridge, settings(HandPlay.SETTINGS), seed);
        FolderLock lock = files.lock()) {
      int first = files.firstFree();
      files.check(first, episodes, EpisodeFile::read);
      try (GameWindow window =
          GameWindow.open("Amplia: " + cartridge.game(), play.rows(), play.columns())) {
        for (int i = first; i < first + episodes; i++) {
          Optional<Episode> episode = play.play(window, i, files.file(i));
          if (episode.isEmpty()) {
            break;
          }
          say(files.file(i), episode.get());
        }
      }
      spec.commandLine()
          .getErr()
          .printf(
              Locale.ROOT,
              "the latest frame was %.1f ms late; %d long stops%n",
              play.worstDelayMillis(),
              play.stops());
    }
  }

  private EnvironmentSettings settings(EnvironmentSettings usual) {
    return sticky == null ? usual : usual.withStickyProbability(sticky);
  }

  private void check() {
    if (!Names.ALL.contains(demonstrator)) {
      throw Spelling.unknown("demonstrator", demonstrator, Names.ALL);
    }
    OptionRange.check("--episodes", episodes, MOST_GAMES);
    OptionRange.check("--key-frames", keyFrames, MOST_STEPS);
    OptionRange.check("--every", every, MOST_STEPS);
    OptionRange.check("--random-share", randomShare, 0, 1);
    if (sticky != null) {
      OptionRange.check("--sticky", sticky, 0, 1);
    }
    for (String option :
        decompositions ? List.<String>of() : List.of("--run", "--key-frames", "--every")) {
      if (isGiven(option)) {
        throw new UserError(option + " belongs to --decompositions: give both or neither");
      }
    }
    if (isGiven("--random-share") && !actsAtRandom()) {
      throw new UserError(
          "--random-share belongs to --demonstrator suboptimal: leave it out with " + demonstrator);
    }
  }

  private boolean actsAtRandom() {
    return !demonstrator.equals(HUMAN) && ScriptedDemonstrator.of(demonstrator).actsAtRandom();
  }

  private boolean isGiven(String option) {
    return spec.commandLine().getParseResult().hasMatchedOption(option);
  }

  private void decompositions(Cartridge cartridge) {
    boolean human = demonstrator.equals(HUMAN);
    DemonstrationFiles files = files(cartridge, DecompositionsFile.SUFFIX);
    try (DecompositionRecording recording =
            new DecompositionRecording(
                cartridge, Optional.ofNullable(run), demonstrator, randomShare, sticky, seed);
        FolderLock lock = files.lock()) {
      int first = human ? files.firstFree() : 0;
      files.check(first, episodes, DecompositionsFile::read);
      recording.play(first, episodes, new Pace(keyFrames, every), files::file, spec.commandLine());
    }
  }

  private DemonstrationFiles files(Cartridge cartridge, String suffix) {
    String prefix = DemonstrationFiles.prefix(cartridge.game(), demonstrator, seed);
    Path folder = out != null ? out : Path.of("demonstrations").resolve(prefix);
    return new DemonstrationFiles(folder, prefix, suffix, force);
  }

  private void write(Path file, Episode episode) {
    EpisodeFile.write(file, episode);
    say(file, episode);
  }

  private void say(Path file, Episode episode) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(Locale.ROOT, "%s: score %d, %,d frames%n", file, episode.score(), episode.frames());
    out.flush();
  }
}
