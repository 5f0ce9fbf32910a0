package org.amplia.train.games;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.amplia.base.PathName;
import org.amplia.base.UserError;
import org.amplia.baseline.PlayedGame;
import org.amplia.config.Configuration;
import org.amplia.dataset.DemonstrationsFile;
import org.amplia.env.Step;
import org.amplia.episode.Episode;
import org.amplia.episode.EpisodeFile;
import org.amplia.episode.EpisodeLesson;
import org.amplia.rom.Cartridge;

/**
 * Demonstrations from a folder: recorded episodes, of whomever they are, or imported ones.
 *
 * @param configuration of the run that watches them
 * @param cartridge its game
 */
record RecordedDemonstrations(Configuration configuration, Cartridge cartridge) {
  /**
   * Executes every episode again when its turn comes; imported demonstrations are taken as they
   * are.
   *
   * @throws UserError naming the folder, or the file of another game, damaged, or not replaying
   */
  Stream<GameResult> games() {
    Path folder = PathName.of(configuration.demonstrations().from(), "demonstrations.from");
    List<Path> imported = Files.isDirectory(folder) ? DemonstrationsFile.in(folder) : List.of();
    if (!imported.isEmpty()) {
      return new ImportedDemonstrations(configuration, cartridge).games(imported).stream();
    }
    return EpisodeFile.in(folder).stream().map(this::game);
  }

  private GameResult game(Path file) {
    Episode episode = EpisodeFile.read(file);
    List<byte[]> observations = new ArrayList<>();
    List<Integer> actions = new ArrayList<>();
    List<Step> steps = new ArrayList<>();
    try {
      byte[] last =
          new EpisodeLesson(cartridge, configuration.environment(), configuration.observation())
              .show(
                  episode,
                  (observation, action, result) -> {
                    observations.add(observation.clone());
                    actions.add(action);
                    steps.add(result);
                  });
      observations.add(last);
    } catch (UserError e) {
      throw new UserError(file + ": " + e.getMessage(), e);
    }
    return new GameResult(
        episode.score(),
        episode.frames(),
        configuration.overseer().discount(),
        new PlayedGame(observations, actions, steps));
  }
}
