package org.amplia.ale;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.amplia.ale.Emulator.EmulatorSettings;
import org.amplia.base.RandomStream;
import org.amplia.rom.BundledCartridge;
import org.amplia.rom.Cartridge;
import org.amplia.rom.RomLibrary;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every cartridge of our own must keep to. */
class BundledCartridgeTest {
  private static final int FRAMES = 10_000;

  static Stream<String> names() {
    return BundledCartridge.all().stream().map(BundledCartridge::name);
  }

  /** Even from other power-on RAM, which the seed decides. */
  @ParameterizedTest
  @MethodSource("names")
  void twoConsolesShowTheSameForTenThousandFrames(String name) {
    Cartridge cartridge = new RomLibrary(Path.of("none")).open(name);
    try (Emulator one = new Emulator(cartridge, EmulatorSettings.withSeed(1));
        Emulator two = new Emulator(cartridge, EmulatorSettings.withSeed(2))) {
      int[] actions = one.minimalActions();
      RandomStream random = new RandomStream(5);
      for (int frame = 0; frame < FRAMES; frame++) {
        if (one.isGameOver()) {
          one.reset();
          two.reset();
        }
        int action = actions[random.nextInt(actions.length)];
        assertThat(two.act(action)).isEqualTo(one.act(action));
        assertThat(ram(two)).as("RAM after frame %d", frame).isEqualTo(ram(one));
        assertThat(screen(two)).as("screen of frame %d", frame).isEqualTo(screen(one));
      }
    }
  }

  static byte[] ram(Emulator emulator) {
    byte[] ram = new byte[Emulator.RAM_BYTES];
    emulator.copyRam(ram, 0);
    return ram;
  }

  static byte[] screen(Emulator emulator) {
    byte[] screen = new byte[emulator.rows() * emulator.columns()];
    emulator.copyScreen(screen);
    return screen;
  }
}
