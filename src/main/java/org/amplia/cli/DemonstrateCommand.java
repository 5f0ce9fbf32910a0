package org.amplia.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.amplia.base.UserError;
import org.amplia.env.EnvironmentSettings;
import org.amplia.episode.Episode;
import org.amplia.episode.EpisodeFile;
import org.amplia.overseer.DemonstratedGames;
import org.amplia.overseer.Demonstrator;
import org.amplia.play.GameWindow;
import org.amplia.play.HandPlay;
import org.amplia.rom.Cartridge;
import org.amplia.rom.RomLibrary;
import org.amplia.train.Demonstrators;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code amplia demonstrate}. */
@Command(
    name = "demonstrate",
    description = "Records demonstrations: episodes that `train` can learn from.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example:  ./amplia demonstrate crossing --demonstrator planner --episodes 3 --out shown",
      "then:     ./amplia train crossing --set demonstrations.from=shown"
    })
final class DemonstrateCommand implements Callable<Integer> {
  private static final String HUMAN = "human";
  private static final List<String> ALL = List.of("planner", "suboptimal", "unreproducible", HUMAN);

  @Spec CommandSpec spec;

  @Parameters(paramLabel = "GAME", description = "the game")
  String game;

  @Option(
      names = "--demonstrator",
      paramLabel = "WHO",
      required = true,
      description =
          "human (you, in a window), or planner, suboptimal or unreproducible (programs; the last"
              + " one foresees what sticks)")
  String demonstrator;

  @Option(
      names = "--episodes",
      paramLabel = "N",
      defaultValue = "1",
      description = "games (default: ${DEFAULT-VALUE})")
  int episodes;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "folder of the episodes (default: demonstrations/GAME-WHO-sSEED)")
  Path out;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "seed of the games (default: ${DEFAULT-VALUE})")
  long seed;

  @Option(
      names = "--random-share",
      paramLabel = "P",
      defaultValue = "0.3",
      description = "random share of the suboptimal one's actions (default: ${DEFAULT-VALUE})")
  double randomShare;

  @Option(
      names = "--sticky",
      paramLabel = "P",
      description =
          "probability that a frame repeats the action before it (default: 0.25, human 0)")
  Double sticky;

  @Option(names = "--force", description = "replace episodes that exist")
  boolean force;

  @Override
  public Integer call() {
    check();
    Cartridge cartridge = RomLibrary.fromEnvironment().open(game);
    if (demonstrator.equals(HUMAN)) {
      byHand(cartridge);
    } else {
      scripted(cartridge);
    }
    return 0;
  }

  private void scripted(Cartridge cartridge) {
    Demonstrator scripted = Demonstrators.of(demonstrator, cartridge.game(), randomShare);
    for (int i = 0; i < episodes; i++) {
      requireFree(file(cartridge, i));
    }
    try (DemonstratedGames games =
        new DemonstratedGames(cartridge, settings(EnvironmentSettings.STANDARD), scripted, seed)) {
      for (int i = 0; i < episodes; i++) {
        // The planner takes a minute a game.
        spec.commandLine()
            .getErr()
            .printf("%s plays game %d of %d …%n", demonstrator, i + 1, episodes);
        write(file(cartridge, i), games.play(i, about()));
      }
    }
  }

  private Map<String, String> about() {
    return demonstrator.equals("suboptimal")
        ? Map.of("demonstrator", demonstrator, "randomShare", Double.toString(randomShare))
        : Map.of("demonstrator", demonstrator);
  }

  private void byHand(Cartridge cartridge) {
    Amplia.allowWindows();
    // A person comes back for more: the games go on behind those that are there.
    int first = 0;
    while (!force && Files.exists(file(cartridge, first))) {
      first++;
    }
    try (HandPlay play = new HandPlay(cartridge, settings(HandPlay.SETTINGS), seed);
        GameWindow window = play.open("Amplia: " + cartridge.game())) {
      for (int i = first; i < first + episodes; i++) {
        Optional<Episode> episode = play.play(window, i, Map.of());
        if (episode.isEmpty()) {
          break;
        }
        write(file(cartridge, i), episode.get());
      }
      spec.commandLine()
          .getErr()
          .printf(
              "the latest frame was %.1f ms late; %d long stops%n",
              play.worstDelayMillis(), play.stops());
    }
  }

  private EnvironmentSettings settings(EnvironmentSettings usual) {
    return sticky == null ? usual : usual.withStickyProbability(sticky);
  }

  private void check() {
    if (!ALL.contains(demonstrator)) {
      throw new UserError(
          "there is no demonstrator '%s': choose one of %s".formatted(demonstrator, ALL));
    }
    if (episodes < 1) {
      throw new UserError("--episodes is " + episodes + ": it must be 1 or more");
    }
    if (!(randomShare >= 0 && randomShare <= 1)) {
      throw new UserError("--random-share is " + randomShare + ": it must be 0 … 1");
    }
  }

  private Path file(Cartridge cartridge, int index) {
    Path folder =
        out != null
            ? out
            : Path.of("demonstrations")
                .resolve("%s-%s-s%d".formatted(cartridge.game(), demonstrator, seed));
    // Numbers of one width, so that the order of the names is the order of the games.
    return folder.resolve(
        "%s-%s-s%d-%04d%s"
            .formatted(cartridge.game(), demonstrator, seed, index, EpisodeFile.SUFFIX));
  }

  private void requireFree(Path file) {
    if (Files.exists(file) && !force) {
      throw new UserError(file + " exists: give another --out or --seed, or --force to replace it");
    }
  }

  private void write(Path file, Episode episode) {
    EpisodeFile.write(file, episode);
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%s: score %d, %,d frames%n", file, episode.score(), episode.frames());
    out.flush();
  }
}
