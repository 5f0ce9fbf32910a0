package org.amplia.overseer;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.amplia.base.RandomStream;
import org.amplia.env.EnvironmentSettings;
import org.amplia.observe.GamePool;
import org.amplia.observe.ObservedGame;
import org.amplia.observe.View;
import org.amplia.rom.RomLibrary;

/**
 * Games that demonstrators play on a bundled cartridge, two at a time, by the standard protocol.
 */
final class PlayedGames implements AutoCloseable {
  /** How a game went: its score, and the frames it took. */
  record Result(double score, int frames) {}

  private static final EnvironmentSettings STANDARD = EnvironmentSettings.STANDARD;

  private final GamePool pool;

  private PlayedGames(String game, EnvironmentSettings settings) {
    pool = new GamePool(new RomLibrary(Path.of("none")).open(game), settings, View.RAM, 0, 2);
  }

  /** Whole games: sticky actions 0.25, frame skip 4. */
  static PlayedGames of(String game) {
    return new PlayedGames(game, STANDARD);
  }

  /** The same at a mode and a difficulty, and for that many frames at most. */
  static PlayedGames of(String game, int mode, int difficulty, int maxFrames) {
    return new PlayedGames(
        game,
        new EnvironmentSettings(
            STANDARD.frameSkip(),
            STANDARD.stickyProbability(),
            STANDARD.maxNoopFrames(),
            STANDARD.fireOnReset(),
            STANDARD.fullActionSet(),
            STANDARD.lifeLossEnds(),
            maxFrames,
            mode,
            difficulty));
  }

  double meanScore(Demonstrator player, int games) {
    return play(player, games).stream().mapToDouble(Result::score).average().orElseThrow();
  }

  /** In how many of so many steps the demonstrator's copy shows the RAM that the game then has. */
  int foreseen(Demonstrator player, int steps) {
    return pool.run(
            1,
            (index, own) -> {
              ObservedGame game = own.get(0);
              ObservedGame copy = own.copy(player.foreseesChance());
              RandomStream random = new RandomStream(7);
              game.reset(new RandomStream(3));
              int same = 0;
              for (int step = 0; step < steps; step++) {
                int action = random.nextInt(game.environment().actionCount());
                copy.restore(game.save());
                copy.step(action);
                game.step(action);
                same += Arrays.equals(copy.observation(), game.observation()) ? 1 : 0;
              }
              return same;
            })
        .get(0);
  }

  List<Result> play(Demonstrator player, int games) {
    return pool.run(
        games,
        (index, own) -> {
          ObservedGame game = own.get(0);
          ObservedGame copy = own.copy(player.foreseesChance());
          RandomStream random = new RandomStream(1000 + index);
          game.reset(new RandomStream(index));
          while (!game.environment().isOver()) {
            game.step(player.act(game, copy, random));
          }
          return new Result(game.environment().episodeScore(), game.environment().episodeFrames());
        });
  }

  @Override
  public void close() {
    pool.close();
  }
}
