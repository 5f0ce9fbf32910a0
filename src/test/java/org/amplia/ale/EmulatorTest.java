package org.amplia.ale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.amplia.ale.Emulator.EmulatorSettings;
import org.amplia.base.RandomStream;
import org.amplia.base.UserError;
import org.amplia.rom.Cartridge;
import org.amplia.rom.RomLibrary;
import org.junit.jupiter.api.Test;

class EmulatorTest {
  private static final Cartridge CROSSING = RomLibrary.fromEnvironment().open("crossing");

  @Test
  void twoConsolesDoTheSameFor10000Frames() {
    try (Emulator one = console();
        Emulator two = console()) {
      RandomStream random = new RandomStream(1);
      for (int frame = 0; frame < 10_000; frame++) {
        if (one.isGameOver()) {
          one.reset();
          two.reset();
        }
        int action = one.minimalActions()[random.nextInt(3)];
        assertThat(one.act(action)).isEqualTo(two.act(action));
        assertSame(one, two, frame);
      }
    }
  }

  @Test
  void everyGameStartsFromTheSameStateWhateverWasPlayedBefore() {
    try (Emulator used = console();
        Emulator fresh = console()) {
      for (int game = 0; game < 3; game++) {
        play(used, 100 + 37 * game, game);
        used.reset();
        fresh.reset();
        assertSame(used, fresh, 0);
        play(used, 60, 9);
        play(fresh, 60, 9);
        assertSame(used, fresh, 60);
      }
    }
  }

  @Test
  void aRestoredStateIsExactAtOnceAndLater() {
    try (Emulator one = console();
        Emulator other = console()) {
      play(one, 333, 2);
      EmulatorState state = one.save(true);
      byte[] ram = ram(one);
      byte[] screen = screen(one);
      play(one, 200, 3);
      byte[] ramLater = ram(one);
      byte[] screenLater = screen(one);
      play(other, 50, 4);
      for (Emulator emulator : new Emulator[] {one, other}) {
        emulator.restore(state);
        assertThat(ram(emulator)).isEqualTo(ram);
        assertThat(screen(emulator)).isEqualTo(screen);
        assertThat(emulator.ram(5)).isEqualTo(ram[5] & 0xff);
        play(emulator, 200, 3);
        assertThat(ram(emulator)).isEqualTo(ramLater);
        assertThat(screen(emulator)).isEqualTo(screenLater);
      }
    }
  }

  @Test
  void afterAStateWithoutPicturesThereAreNoneUntilAReset() {
    try (Emulator emulator = console()) {
      emulator.restore(emulator.save(false));
      emulator.act(0);
      assertThatThrownBy(() -> screen(emulator)).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> emulator.copyScreenBefore(new byte[210 * 160]))
          .isInstanceOf(IllegalStateException.class);
      emulator.reset();
      assertThat(screen(emulator)).hasSize(210 * 160);
    }
  }

  @Test
  void withoutPicturesEverythingElseGoesOnAsWithThem() {
    try (Emulator with = console();
        Emulator without = console()) {
      play(with, 333, 2);
      without.restore(with.save(false));
      RandomStream random = new RandomStream(3);
      for (int frame = 0; frame < 5_000; frame++) {
        int action = with.minimalActions()[random.nextInt(3)];
        assertThat(without.act(action)).isEqualTo(with.act(action));
        assertThat(ram(without)).isEqualTo(ram(with));
        if (with.isGameOver()) {
          with.reset();
          without.restore(with.save(false));
        }
      }
    }
  }

  @Test
  void theScreenBeforeIsTheScreenAFrameAgo() {
    try (Emulator emulator = console()) {
      byte[] before = screen(emulator);
      for (int frame = 0; frame < 300; frame++) {
        emulator.act(emulator.minimalActions()[frame / 7 % 3]);
        byte[] said = new byte[before.length];
        emulator.copyScreenBefore(said);
        assertThat(said).isEqualTo(before);
        before = screen(emulator);
      }
    }
  }

  @Test
  void whatTheNativeCodeWouldDieOfIsRefused() {
    try (Emulator emulator = console()) {
      assertThat(emulator.legalActions()).hasSize(18);
      assertThat(emulator.minimalActions()).containsExactly(0, 2, 5);
      for (int action : new int[] {-1, 18, 40}) {
        assertThatThrownBy(() -> emulator.act(action)).isInstanceOf(IllegalArgumentException.class);
      }
    }
    assertThatThrownBy(() -> new Emulator(CROSSING, new EmulatorSettings(1, 99, -1)).close())
        .isInstanceOf(UserError.class)
        .hasMessageContaining("no mode 99");
  }

  private static Emulator console() {
    return new Emulator(CROSSING, EmulatorSettings.withSeed(7));
  }

  private static void play(Emulator emulator, int frames, long seed) {
    RandomStream random = new RandomStream(seed);
    for (int i = 0; i < frames; i++) {
      emulator.act(emulator.minimalActions()[random.nextInt(3)]);
    }
  }

  private static void assertSame(Emulator one, Emulator two, int frame) {
    assertThat(ram(one)).as("RAM after %d", frame).isEqualTo(ram(two));
    assertThat(screen(one)).as("screen after %d", frame).isEqualTo(screen(two));
  }

  private static byte[] ram(Emulator emulator) {
    byte[] ram = new byte[Emulator.RAM_BYTES];
    emulator.copyRam(ram, 0);
    return ram;
  }

  private static byte[] screen(Emulator emulator) {
    byte[] screen = new byte[emulator.rows() * emulator.columns()];
    emulator.copyScreen(screen);
    return screen;
  }
}
