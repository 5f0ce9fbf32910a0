package org.amplia.experiment.claims;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.amplia.base.Hash;
import org.amplia.base.Json;
import org.amplia.base.RootLocale;
import org.amplia.config.Configuration;
import org.amplia.config.ConfigurationReader;
import org.amplia.episode.EpisodeFile;
import org.amplia.overseer.DemonstratedGames;
import org.amplia.rom.Cartridge;

/**
 * The demonstrations of the runs, recorded once for each seed: the planner takes minutes for them,
 * and all arms of a seed watch the same games. They are those that a run of that seed would watch.
 *
 * @param folder a folder of them for each demonstrator and seed
 * @param cartridge the game
 */
public record ClaimDemonstrations(Path folder, Cartridge cartridge) {
  private static final int NAME_LENGTH = 8;

  /** Where the games for a run are. Its name changes with whatever decides them. */
  public Path of(Configuration run) {
    Configuration.Demonstrations shown = run.demonstrations();
    String decided =
        Json.line(List.of(run.environment(), shown.games(), shown.randomShare(), cartridge.md5()));
    return folder.resolve(
        RootLocale.format(
            "%s-%s-s%d",
            shown.demonstrator().label(),
            Hash.md5(decided.getBytes(StandardCharsets.UTF_8)).substring(0, NAME_LENGTH),
            run.seed()));
  }

  /** Whether all games for a run are there. */
  public boolean has(Configuration run) {
    return Files.exists(file(run, run.demonstrations().games() - 1));
  }

  /** The same run, which watches the recorded games. */
  public Configuration watched(Configuration run) {
    return new ConfigurationReader(run)
        .set("demonstrations.from", of(run).toString(), "--out")
        .resolve();
  }

  /** Plays and records the games for a run that are not there yet. */
  public void record(Configuration run) {
    Configuration.Demonstrations shown = run.demonstrations();
    try (DemonstratedGames games =
        new DemonstratedGames(
            cartridge,
            run.environment(),
            shown.demonstrator().create(run.game(), shown.randomShare()),
            run.seed())) {
      for (int i = 0; i < shown.games(); i++) {
        if (!Files.exists(file(run, i))) {
          EpisodeFile.write(
              file(run, i), games.play(i, Map.of("demonstrator", shown.demonstrator().label())));
        }
      }
    }
  }

  /** In the order in which they are played, which is that of the names. */
  private Path file(Configuration run, int game) {
    return of(run).resolve(RootLocale.format("game-%06d%s", game, EpisodeFile.SUFFIX));
  }
}
