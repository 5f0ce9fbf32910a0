package org.amplia.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.amplia.base.RandomStream;
import org.amplia.env.AtariEnvironment;
import org.amplia.env.EnvironmentSettings;
import org.amplia.rom.Cartridge;
import org.amplia.rom.RealRoms;
import org.amplia.rom.RomLibrary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PooledPictureTest {
  private static final int SIDE = 84;

  @Test
  void whatIsLeftAloneIsWhatAWholePictureWouldShow() {
    assertSame(RomLibrary.fromEnvironment().open("crossing"), 400);
  }

  /** Screens of 250, 214 and 210 rows, and games in which almost everything moves. */
  @Test
  void onRealGamesToo(@TempDir Path home) {
    RomLibrary library = RealRoms.importedInto(home);
    for (String game : new String[] {"air_raid", "carnival", "pong", "riverraid", "ms_pacman"}) {
      assertSame(library.open(game), 200);
    }
  }

  private static void assertSame(Cartridge cartridge, int steps) {
    EnvironmentSettings settings = EnvironmentSettings.STANDARD;
    try (AtariEnvironment game = new AtariEnvironment(cartridge, settings, 7, true)) {
      game.reset(new RandomStream(1));
      PooledPicture picture = new PooledPicture(game, SIDE);
      assertThat(picture.ofLastFrame(game)).isEqualTo(whole(game, false));
      RandomStream random = new RandomStream(2);
      for (int step = 0; step < steps; step++) {
        if (game.isOver()) {
          game.reset(new RandomStream(step));
          assertThat(picture.ofLastFrame(game)).isEqualTo(whole(game, false));
        }
        game.step(random.nextInt(game.actionCount()));
        if (step % 7 > 1) {
          assertThat(picture.ofLastTwoFrames(game))
              .as("%s, step %d", cartridge, step)
              .isEqualTo(whole(game, true));
        }
      }
    }
  }

  /** The definition: grey, the brighter of the two, resized. */
  private static byte[] whole(AtariEnvironment game, boolean pooled) {
    byte[] screen = new byte[game.rows() * game.columns()];
    byte[] before = new byte[screen.length];
    game.copyScreen(screen);
    game.palette().toGrey(screen, screen);
    if (pooled) {
      game.copyScreenBefore(before);
      game.palette().toGrey(before, before);
      for (int i = 0; i < screen.length; i++) {
        screen[i] = (byte) Math.max(screen[i] & 0xff, before[i] & 0xff);
      }
    }
    byte[] small = new byte[SIDE * SIDE];
    new AreaResize(game.rows(), game.columns(), SIDE, SIDE).apply(screen, small, 0);
    return small;
  }
}
