package org.amplia.ale;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.amplia.ale.Emulator.EmulatorSettings;
import org.amplia.base.RandomStream;
import org.amplia.rom.Cartridge;
import org.amplia.rom.RomLibrary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bundled rally, as ALE reads it and as its picture shows it. */
class RallyTest {
  private static final Cartridge RALLY = new RomLibrary(Path.of("none")).open("rally");

  private static final int NOOP = 0;
  private static final int RIGHT = 3;
  private static final int LEFT = 4;

  private static final int MACHINE_POINTS = 13;
  private static final int PLAYER_POINTS = 14;

  /** Row of ALE's screen where line 0 of the field is. */
  private static final int FIELD = 27;

  private static final int FIELD_LINES = 160;
  private static final int WHITE = 0x0E;
  private static final int GREEN = 0xC8;

  @Test
  void rightMovesThePaddleUpAndLeftDownTwoLinesAFrame() {
    try (Emulator rally = emulator(0, 0)) {
      int start = rally.ram(8);
      rally.act(RIGHT);
      rally.act(RIGHT);
      assertThat(rally.ram(8)).isEqualTo(start - 4);
      rally.act(LEFT);
      rally.act(NOOP);
      assertThat(rally.ram(8)).isEqualTo(start - 2);
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "0, 1", "0, 2", "0, 3", "1, 0", "1, 1", "1, 2", "1, 3"})
  void aGameBeginsAtTenAllAndItsRewardsAreItsPoints(int mode, int difficulty) {
    try (Emulator rally = emulator(mode, difficulty)) {
      assertThat(rally.ram(22)).isEqualTo(mode);
      assertThat(rally.ram(MACHINE_POINTS)).isEqualTo(10);
      assertThat(rally.ram(PLAYER_POINTS)).isEqualTo(10);
      int score = 0;
      int frames = 0;
      while (!rally.isGameOver() && frames < 10_000) {
        score += rally.act(follow(rally));
        assertThat(rally.ram(PLAYER_POINTS) - rally.ram(MACHINE_POINTS)).isEqualTo(score);
        frames++;
      }
      assertThat(Math.max(rally.ram(PLAYER_POINTS), rally.ram(MACHINE_POINTS))).isEqualTo(21);
    }
  }

  /** The picture shows heights to two lines. */
  @ParameterizedTest
  @CsvSource({"0, 16", "2, 8"})
  void theBallAndThePaddleAreWhereRamSays(int difficulty, int paddleLines) {
    try (Emulator rally = emulator(0, difficulty)) {
      RandomStream random = new RandomStream(3);
      for (int frame = 0; frame < 3_000; frame++) {
        if (rally.isGameOver()) {
          rally.reset();
        }
        rally.act(random.nextInt(4) == 0 ? random.nextInt(6) : follow(rally));
        byte[] screen = BundledCartridgeTest.screen(rally);
        int ballLine = FIELD + (rally.ram(2) & ~1);
        assertBox(screen, WHITE, 0, 160, rally.ram(0), ballLine, 4);
        int paddleLine = FIELD + rally.ram(8) + (16 - paddleLines) / 2;
        assertBox(screen, GREEN, 100, 160, 140, paddleLine, paddleLines);
      }
    }
  }

  /**
   * Between two columns of the field a colour is seen in a box 4 columns wide, and nowhere else.
   *
   * @param from first column looked at
   * @param to column after the last
   * @param left first column of the box
   * @param top first line of the box
   * @param height lines of the box
   */
  private static void assertBox(
      byte[] screen, int colour, int from, int to, int left, int top, int height) {
    int inside = 0;
    int all = 0;
    for (int line = FIELD; line < FIELD + FIELD_LINES; line++) {
      for (int column = from; column < to; column++) {
        if ((screen[line * 160 + column] & 0xFF) == colour) {
          all++;
          if (line >= top && line < top + height && column >= left && column < left + 4) {
            inside++;
          }
        }
      }
    }
    assertThat(inside).isEqualTo(4 * height);
    assertThat(all).isEqualTo(inside);
  }

  private static int follow(Emulator rally) {
    int below = rally.ram(2) - rally.ram(8) - 6;
    return below < -1 ? RIGHT : below > 1 ? LEFT : NOOP;
  }

  private static Emulator emulator(int mode, int difficulty) {
    return new Emulator(RALLY, new EmulatorSettings(1, mode, difficulty));
  }
}
