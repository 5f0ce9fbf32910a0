package org.amplia.ale;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntFunction;
import org.amplia.ale.Emulator.EmulatorSettings;
import org.amplia.base.RandomStream;
import org.amplia.rom.Cartridge;
import org.amplia.rom.RomLibrary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bundled angler, as ALE reads it and as its picture shows it. */
class AnglerTest {
  private static final Cartridge ANGLER = new RomLibrary(Path.of("none")).open("angler");

  private static final int NOOP = 0;
  private static final int UP = 2;
  private static final int DOWN = 5;

  private static final int PHASE = 4;
  private static final int TIMER = 5;
  private static final int RAPIDS = 6;
  private static final int DEEP = 7;
  private static final int LINE = 8;
  private static final int FISH = 9;
  private static final int STRAIN = 10;
  private static final int SCORE = 103;

  private static final int WAITS = 0x40;
  private static final int ABOVE = 0x40;
  private static final int GAME_FRAMES = 1800;

  /** Row of ALE's screen where line 0 of the field is, and the first line of the lower pool. */
  private static final int FIELD = 25;

  private static final int BANK = FIELD + 72;
  private static final int FISH_COLUMN = 77;
  private static final int LINE_COLUMN = 60;
  private static final int BLACK = 0;

  /** By strain: white, yellow, red. */
  private static final Set<Integer> LINE_COLOURS = Set.of(0x0E, 0x1E, 0x3C, 0x48);

  /** Knows where the fish is, and what the water asks for. */
  private static int skilled(Emulator angler) {
    int phase = angler.ram(PHASE);
    int line = phase == WAITS ? angler.ram(FISH) : angler.ram(RAPIDS) > 0 ? angler.ram(LINE) : 0;
    return line == 0 ? NOOP : line == ABOVE ? UP : DOWN;
  }

  private static int whole(int mode, int difficulty, ToIntFunction<Emulator> player) {
    try (Emulator angler = emulator(mode, difficulty)) {
      int score = 0;
      int frames = 0;
      while (!angler.isGameOver()) {
        score += angler.act(player.applyAsInt(angler));
        frames++;
        int tens = angler.ram(SCORE) >> 4;
        assertThat(10 * tens + (angler.ram(SCORE) & 15)).isEqualTo(score);
      }
      assertThat(frames).isEqualTo(GAME_FRAMES);
      return score;
    }
  }

  /** But for one that comes too late, as long as the line must last. */
  @ParameterizedTest
  @CsvSource({"0, 0", "3, 0", "7, 0", "0, 1"})
  void whoSeesTheFishCatchesEveryOne(int mode, int difficulty) {
    AtomicInteger came = new AtomicInteger();
    AtomicInteger before = new AtomicInteger();
    int caught =
        whole(
            mode,
            difficulty,
            angler -> {
              int fish = angler.ram(FISH);
              came.addAndGet(fish > 0 && before.get() == 0 ? 1 : 0);
              before.set(fish);
              return skilled(angler);
            });
    assertThat(caught).isGreaterThan(30).isBetween(came.get() - 1, came.get());
  }

  @Test
  void nothingIsCaughtByDoingNothing() {
    assertThat(whole(0, 0, angler -> NOOP)).isZero();
  }

  /** Holding one direction catches fish in rapids alone, letting go in still water alone. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void everyWaterWantsItsOwnWay(boolean holds) {
    Set<Integer> caughtIn = new HashSet<>();
    try (Emulator angler = emulator(0, 0)) {
      while (!angler.isGameOver()) {
        int water = angler.ram(RAPIDS);
        boolean casts = angler.ram(PHASE) == WAITS;
        int line = casts ? angler.ram(FISH) : holds ? angler.ram(LINE) : 0;
        if (angler.act(line == 0 ? NOOP : line == ABOVE ? UP : DOWN) > 0) {
          caughtIn.add(water);
        }
      }
    }
    assertThat(caughtIn).containsExactly(holds ? 0x80 : 0);
  }

  /** Six frames of strain, at difficulty 1 five; no key counts before the fish has been seen. */
  @ParameterizedTest
  @CsvSource({"0, 6", "1, 5"})
  void theLineBreaksWhenItIsStrained(int difficulty, int frames) {
    try (Emulator angler = emulator(0, difficulty)) {
      until(angler, WAITS);
      assertThat(angler.ram(TIMER)).isEqualTo(68);
      int shy = 0;
      while (angler.ram(PHASE) == WAITS) {
        angler.act(UP);
        shy++;
      }
      assertThat(shy).isEqualTo(5); // four in which it does not count, and the cast
      assertThat(angler.ram(LINE)).isEqualTo(ABOVE);
      int wrong = angler.ram(RAPIDS) > 0 ? NOOP : UP;
      for (int frame = 1; frame < frames; frame++) {
        angler.act(wrong);
        assertThat(angler.ram(STRAIN)).isEqualTo(16 * frame);
      }
      angler.act(wrong);
      assertThat(angler.ram(PHASE)).isZero();
      assertThat(angler.ram(SCORE)).isZero();
    }
  }

  /** Who waits too long sees the fish go. */
  @Test
  void aFishWaitsForSixtyEightFrames() {
    try (Emulator angler = emulator(0, 0)) {
      until(angler, WAITS);
      assertThat(until(angler, 0)).isEqualTo(68);
      assertThat(until(angler, WAITS)).isEqualTo(20);
    }
  }

  /** All eight waters come up, whatever the river, and rivers differ. */
  @Test
  void everyRiverHasEveryWaterWithTheFishAboveAndBelow() {
    Set<String> rivers = new HashSet<>();
    for (int mode = 0; mode < 8; mode++) {
      Set<String> waters = new HashSet<>();
      StringBuilder order = new StringBuilder();
      try (Emulator angler = emulator(mode, 0)) {
        assertThat(angler.ram(0)).isEqualTo(mode);
        while (!angler.isGameOver()) {
          angler.act(skilled(angler));
          if (angler.ram(PHASE) == WAITS) {
            String water = angler.ram(RAPIDS) + " " + angler.ram(DEEP) + " " + angler.ram(FISH);
            waters.add(water);
            order.append(water);
          }
        }
      }
      assertThat(waters).as("mode %d", mode).hasSize(8);
      rivers.add(order.toString());
    }
    assertThat(rivers).hasSize(8);
  }

  /** The picture has the fish and the line in the pool that RAM says, and not in the other. */
  @Test
  void theFishAndTheLineAreWhereRamSays() {
    Set<String> seen = new HashSet<>();
    try (Emulator angler = emulator(0, 0)) {
      RandomStream random = new RandomStream(3);
      int[] actions = {NOOP, UP, DOWN};
      for (int frame = 0; frame < 3_000; frame++) {
        if (angler.isGameOver()) {
          angler.reset();
        }
        boolean any = random.nextInt(6) == 0;
        angler.act(any ? actions[random.nextInt(3)] : skilled(angler));
        byte[] screen = BundledCartridgeTest.screen(angler);
        boolean fishAbove = isBlack(screen, FIELD + 40);
        boolean fishBelow = isBlack(screen, FIELD + 112);
        assertThat(fishAbove).isEqualTo(angler.ram(FISH) == ABOVE);
        assertThat(fishBelow).isEqualTo(angler.ram(FISH) > ABOVE);
        boolean lineAbove = isLine(screen, BANK - 10);
        boolean lineBelow = isLine(screen, BANK + 26);
        assertThat(lineAbove).isEqualTo(angler.ram(LINE) == ABOVE);
        assertThat(lineBelow).isEqualTo(angler.ram(LINE) > ABOVE);
        seen.add(angler.ram(PHASE) + " " + angler.ram(RAPIDS) + " " + angler.ram(LINE));
      }
    }
    assertThat(seen).hasSize(7);
  }

  private static boolean isBlack(byte[] screen, int row) {
    return (screen[row * 160 + FISH_COLUMN + 6] & 0xff) == BLACK;
  }

  private static boolean isLine(byte[] screen, int row) {
    return LINE_COLOURS.contains(screen[row * 160 + LINE_COLUMN] & 0xff);
  }

  /** Does nothing until a phase begins; says for how many frames. */
  private static int until(Emulator angler, int phase) {
    int frames = 0;
    while (angler.ram(PHASE) != phase) {
      angler.act(NOOP);
      frames++;
    }
    return frames;
  }

  private static Emulator emulator(int mode, int difficulty) {
    return new Emulator(ANGLER, new EmulatorSettings(1, mode, difficulty));
  }
}
