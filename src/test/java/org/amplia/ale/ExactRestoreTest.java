package org.amplia.ale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.amplia.ale.Emulator.EmulatorSettings;
import org.amplia.base.RandomStream;
import org.amplia.base.UserError;
import org.amplia.rom.BundledCartridge;
import org.amplia.rom.Cartridge;
import org.amplia.rom.RealRoms;
import org.amplia.rom.RomLibrary;
import org.amplia.rom.RomLibrary.RomStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every game there is: what follows a restore is what followed the save, frame by frame, in RAM,
 * picture, reward, lives and ending, in the same console and in another. Both play on before, so
 * that they hold something else. Whole: {@code -Damplia.restore.saves=20
 * -Damplia.restore.frames=800}.
 */
class ExactRestoreTest {
  private static final int SAVES = Integer.getInteger("amplia.restore.saves", 3);
  private static final int FRAMES = Integer.getInteger("amplia.restore.frames", 100);
  private static final int MOST_FRAMES_BETWEEN = 150;
  private static final int FRAMES_AN_ACTION = 4;

  @Test
  void ofEveryGameEveryFrameIsTheSame(@TempDir Path home) {
    RomLibrary library = RealRoms.importedInto(home);
    List<String> games = restorable(library);
    assertThat(games).hasSize(101);
    assertThat(games.parallelStream().map(game -> difference(library.open(game))).distinct())
        .containsExactly("none");
  }

  private static List<String> restorable(RomLibrary library) {
    return library.list().stream()
        .filter(entry -> entry.status() == RomStatus.IMPORTED)
        .map(entry -> entry.name())
        .filter(game -> !UnsavedRules.apply(game))
        .toList();
  }

  private static List<String> bundled() {
    return BundledCartridge.all().stream().map(BundledCartridge::name).toList();
  }

  @Test
  void theBundledOnesToo() {
    for (String game : bundled()) {
      assertThat(difference(RomLibrary.fromEnvironment().open(game))).isEqualTo("none");
    }
  }

  @Test
  void withoutPicturesEveryRamIsTheSame(@TempDir Path home) {
    RomLibrary library = RealRoms.importedInto(home);
    assertThat(
            restorable(library).parallelStream()
                .map(game -> undrawnDifference(library.open(game)))
                .distinct())
        .containsExactly("none");
  }

  /** The same frames in a console that draws and in one that does not. */
  private static String undrawnDifference(Cartridge cartridge) {
    try (Emulator drawing = console(cartridge);
        Emulator blind = console(cartridge)) {
      RandomStream random = new RandomStream(6);
      int[] actions = drawing.minimalActions();
      byte[] ram = new byte[Emulator.RAM_BYTES];
      byte[] blindRam = new byte[Emulator.RAM_BYTES];
      blind.restore(drawing.save(false));
      for (int frame = 0; frame < SAVES * FRAMES; frame++) {
        int action = actions[random.nextInt(actions.length)];
        int reward = drawing.act(action);
        boolean same = blind.act(action) == reward && blind.lives() == drawing.lives();
        drawing.copyRam(ram, 0);
        blind.copyRam(blindRam, 0);
        if (!same || !Arrays.equals(ram, blindRam) || drawing.isGameOver() != blind.isGameOver()) {
          return cartridge.game() + ": frame " + frame;
        }
        if (drawing.isGameOver()) {
          drawing.reset();
          blind.restore(drawing.save(false));
        }
      }
      return "none";
    }
  }

  @Test
  void aConsoleThatWasPlayedWithIsAsNewForTheNextEmulator(@TempDir Path home) {
    RomLibrary library = RealRoms.importedInto(home);
    assertThat(
            Stream.concat(restorable(library).stream(), bundled().stream())
                .parallel()
                .map(game -> usedDifference(library.open(game)))
                .distinct())
        .containsExactly("none");
  }

  /** What is seen in a new console and, after it was played with, in the one that follows it. */
  private static String usedDifference(Cartridge cartridge) {
    EmulatorSettings settings = EmulatorSettings.withSeed(77);
    int[] expected;
    try (Emulator fresh = Emulator.fresh(cartridge, settings)) {
      expected = play(fresh, FRAMES, 1);
      play(fresh, MOST_FRAMES_BETWEEN, 2);
      fresh.restore(fresh.save(false));
      fresh.act(0);
    }
    try (Emulator next = new Emulator(cartridge, settings)) {
      int frame = Arrays.mismatch(expected, play(next, FRAMES, 1));
      return frame < 0 ? "none" : cartridge.game() + ": frame " + frame;
    }
  }

  @Test
  void aClosedEmulatorDoesNothingMore() {
    Cartridge crossing = RomLibrary.fromEnvironment().open("crossing");
    Emulator closed = console(crossing);
    EmulatorState state = closed.save(true);
    closed.close();
    closed.close();
    try (Emulator one = console(crossing);
        Emulator other = console(crossing)) {
      int[] expected = play(one, 10, 1);
      assertThat(play(other, 10, 1)).isEqualTo(expected);
      assertThatThrownBy(() -> closed.act(0)).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(closed::reset).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> closed.restore(state)).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> closed.save(false)).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void whatALEDoesNotSaveIsRefused(@TempDir Path home) {
    RomLibrary library = RealRoms.importedInto(home);
    for (String game : List.of("hangman", "miniature_golf", "videocube")) {
      try (Emulator emulator = console(library.open(game))) {
        EmulatorState state = emulator.save(true);
        assertThatThrownBy(() -> emulator.restore(state))
            .isInstanceOf(UserError.class)
            .hasMessageContaining("a state of " + game + " cannot be restored");
      }
    }
  }

  private static Emulator console(Cartridge cartridge) {
    return new Emulator(cartridge, EmulatorSettings.withSeed(123));
  }

  private static String difference(Cartridge cartridge) {
    try (Emulator one = console(cartridge);
        Emulator other = console(cartridge)) {
      RandomStream random = new RandomStream(5);
      for (int save = 0; save < SAVES; save++) {
        play(one, random.nextInt(MOST_FRAMES_BETWEEN), random.nextLong());
        EmulatorState state = one.save(true);
        long seed = random.nextLong();
        int[] expected = play(one, FRAMES, seed);
        for (Emulator emulator : List.of(one, other)) {
          play(emulator, 1 + random.nextInt(9), random.nextLong());
          emulator.restore(state);
          int frame = Arrays.mismatch(expected, play(emulator, FRAMES, seed));
          if (frame >= 0) {
            return "%s: save %d, restored into %s console, frame %d"
                .formatted(cartridge.game(), save, emulator == one ? "the same" : "another", frame);
          }
        }
      }
      return "none";
    }
  }

  /** A hash of everything there is to see, now and after each frame. */
  private static int[] play(Emulator emulator, int frames, long seed) {
    RandomStream random = new RandomStream(seed);
    int[] actions = emulator.minimalActions();
    byte[] ram = new byte[Emulator.RAM_BYTES];
    byte[] screen = new byte[emulator.rows() * emulator.columns()];
    int[] seen = new int[frames + 1];
    int action = 0;
    int reward = 0;
    for (int frame = 0; frame <= frames; frame++) {
      emulator.copyRam(ram, 0);
      emulator.copyScreenBefore(screen);
      int before = Arrays.hashCode(screen);
      emulator.copyScreen(screen);
      seen[frame] =
          Arrays.hashCode(
              new int[] {
                Arrays.hashCode(ram),
                Arrays.hashCode(screen),
                before,
                reward,
                emulator.lives(),
                emulator.isGameOver() ? 1 : 0
              });
      if (frame % FRAMES_AN_ACTION == 0) {
        action = actions[random.nextInt(actions.length)];
      }
      if (emulator.isGameOver()) {
        emulator.reset();
      }
      reward = emulator.act(action);
    }
    return seen;
  }
}
