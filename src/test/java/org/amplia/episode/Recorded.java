package org.amplia.episode;

import java.util.Map;
import java.util.function.Consumer;
import org.amplia.base.RandomStream;
import org.amplia.env.EnvironmentSettings;
import org.amplia.observe.ObservationKind;
import org.amplia.observe.ObservedGame;
import org.amplia.observe.View;
import org.amplia.rom.Cartridge;
import org.amplia.rom.RomLibrary;

/** Episodes for tests, of the bundled cartridge. */
public final class Recorded {
  static final int CONSOLE_SEED = 7;
  public static final Cartridge CROSSING = RomLibrary.fromEnvironment().open("crossing");

  private Recorded() {}

  /** An episode of so many frames at most, the same for the same seed. */
  public static Episode episode(long seed, int maxEpisodeFrames) {
    return play(settings(maxEpisodeFrames), ObservationKind.RAM, seed, game -> {});
  }

  static EnvironmentSettings settings(int maxEpisodeFrames) {
    return new EnvironmentSettings(4, 0.25, 30, false, false, true, maxEpisodeFrames, -1, -1);
  }

  /** Plays mostly up; {@code seen} sees the game before every step and after the last. */
  static Episode play(
      EnvironmentSettings settings, ObservationKind kind, long seed, Consumer<ObservedGame> seen) {
    EpisodeRecorder recorder = new EpisodeRecorder(CROSSING, CONSOLE_SEED);
    try (ObservedGame game = new ObservedGame(CROSSING, settings, View.of(kind), CONSOLE_SEED)) {
      game.environment().setFrameListener(recorder);
      RandomStream random = new RandomStream(seed);
      game.reset(new RandomStream(seed + 1));
      while (!game.environment().isOver()) {
        seen.accept(game);
        game.step(random.nextInt(10) < 8 ? 1 : random.nextInt(game.environment().actionCount()));
      }
      seen.accept(game);
      return recorder.episode(Map.of("method", "mostly up", "seed", String.valueOf(seed)));
    }
  }
}
