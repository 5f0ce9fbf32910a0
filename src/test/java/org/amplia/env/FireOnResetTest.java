package org.amplia.env;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.amplia.base.RandomStream;
import org.amplia.rom.Cartridge;
import org.amplia.rom.RealRoms;
import org.amplia.rom.RomLibrary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * FIRE at the start begins the games that wait for it, whatever the no-op start was: {@code
 * benchmarks/parity/run.sh fire} says which they are, and that one frame of it misses the first
 * four.
 */
class FireOnResetTest {
  private static final String[] WAITING = {
    "tennis", "klax", "solaris", "human_cannonball", "breakout"
  };
  private static final int LATER_FRAMES = 100;

  @Test
  void gamesThatWaitAreUnderWay(@TempDir Path home) {
    RomLibrary library = RealRoms.importedInto(home);
    for (String name : WAITING) {
      Cartridge game = library.open(name);
      for (int noops : new int[] {0, 3}) {
        try (AtariEnvironment pressed = game(game, noops, true);
            AtariEnvironment alone = game(game, noops, false)) {
          pressed.reset(new RandomStream(1));
          alone.reset(new RandomStream(1));
          play(pressed, LATER_FRAMES);
          play(alone, pressed.episodeFrames() - alone.episodeFrames());
          assertThat(ram(pressed)).as("%s, %d no-ops", name, noops).isNotEqualTo(ram(alone));
        }
      }
    }
  }

  private static AtariEnvironment game(Cartridge game, int noops, boolean fires) {
    return new AtariEnvironment(
        game, new EnvironmentSettings(1, 0, noops, fires, true, true, 1000, -1, -1), 1, false);
  }

  private static void play(AtariEnvironment game, int frames) {
    for (int i = 0; i < frames; i++) {
      game.step(AtariEnvironment.NOOP);
    }
  }

  private static byte[] ram(AtariEnvironment game) {
    byte[] ram = new byte[128];
    game.copyRam(ram, 0);
    return ram;
  }
}
