package org.amplia.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.amplia.base.RandomStream;
import org.amplia.env.EnvironmentSettings;
import org.amplia.rom.Cartridge;
import org.amplia.rom.RomLibrary;
import org.junit.jupiter.api.Test;

class ObserverTest {
  private static final Cartridge CROSSING = RomLibrary.fromEnvironment().open("crossing");

  @Test
  void resizingTakesTheMeanOfTheCoveredArea() {
    assertThat(resize(2, 2, 1, 1, 10, 20, 30, 40)).containsExactly(25);
    assertThat(resize(2, 4, 1, 2, 0, 4, 8, 12, 0, 4, 8, 12)).containsExactly(2, 10);
    // A target pixel covers 1.5 source pixels: (10 + 20/2) / 1.5 and (20/2 + 70) / 1.5.
    assertThat(resize(1, 3, 1, 2, 10, 20, 70)).containsExactly(13, 53);
    assertThat(resize(2, 2, 2, 2, 1, 200, 255, 0)).containsExactly(1, 200, 255, 0);
  }

  @Test
  void resizingKeepsTheMean() {
    RandomStream random = new RandomStream(1);
    int[] picture = random.ints(210 * 160, 0, 256).toArray();
    double before = Arrays.stream(picture).average().orElseThrow();
    double after = Arrays.stream(resize(210, 160, 84, 84, picture)).average().orElseThrow();
    assertThat(after).isBetween(before - 0.1, before + 0.1);
    int[] white = new int[210 * 160];
    Arrays.fill(white, 255);
    assertThat(resize(210, 160, 84, 84, white)).containsOnly(255);
  }

  @Test
  void resizingOnlyShrinks() {
    assertThatThrownBy(() -> new AreaResize(2, 2, 3, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void pixelsAreFourPicturesOldestFirst() {
    try (ObservedGame game = game(ObservationKind.PIXELS)) {
      game.reset(new RandomStream(1));
      byte[] first = game.observation().clone();
      assertThat(first).hasSize(4 * 84 * 84);
      for (int i = 1; i < 4; i++) {
        assertThat(picture(first, i)).isEqualTo(picture(first, 0));
      }
      game.step(1);
      game.step(1);
      byte[] third = game.observation().clone();
      assertThat(picture(third, 0)).isEqualTo(picture(first, 3));
      assertThat(picture(third, 3)).isNotEqualTo(picture(third, 2));
      game.step(2);
      for (int i = 0; i < 3; i++) {
        assertThat(picture(game.observation(), i)).isEqualTo(picture(third, i + 1));
      }
    }
  }

  @Test
  void ramIsNowThenBeforeThenTheLastAction() {
    try (ObservedGame game = game(ObservationKind.RAM)) {
      game.reset(new RandomStream(1));
      assertThat(game.observation()).hasSize(128 + 128 + 3);
      byte[] before = new byte[128];
      byte[] now = new byte[128];
      game.environment().copyRam(before, 0);
      game.step(2);
      game.environment().copyRam(now, 0);
      byte[] seen = game.observation();
      assertThat(Arrays.copyOfRange(seen, 0, 128)).isEqualTo(now);
      assertThat(Arrays.copyOfRange(seen, 128, 256)).isEqualTo(before);
      assertThat(Arrays.copyOfRange(seen, 256, 259)).containsExactly(0, 0, 1);
    }
  }

  /** Two games that differ only in what is hidden look the same, and go on as the RAM says. */
  @Test
  void whatIsSeenDoesNotDependOnHiddenCellsAndTheGameDoes() {
    View view = new View(ObservationKind.RAM, List.of(4, 12, 127));
    try (ObservedGame whole = game(ObservationKind.RAM);
        ObservedGame game = new ObservedGame(CROSSING, EnvironmentSettings.STANDARD, view, 7)) {
      whole.reset(new RandomStream(1));
      game.reset(new RandomStream(1));
      boolean shown = false;
      for (int i = 0; i < 60; i++) {
        byte[] expected = whole.observation().clone();
        for (int cell : view.hiddenCells()) {
          shown |= expected[cell] != 0;
          expected[cell] = 0;
          expected[128 + cell] = 0;
        }
        assertThat(game.observation()).isEqualTo(expected);
        assertThat(ram(game)).isEqualTo(ram(whole));
        whole.step(1);
        game.step(1);
      }
      assertThat(shown).isTrue();
      // Saved and restored, the cells of one step before are hidden too.
      try (ObservedGame other = new ObservedGame(CROSSING, EnvironmentSettings.STANDARD, view, 7)) {
        other.restore(game.save());
        other.step(1);
        game.step(1);
        assertThat(other.observation()).isEqualTo(game.observation());
      }
    }
  }

  private static byte[] ram(ObservedGame game) {
    byte[] ram = new byte[128];
    game.environment().copyRam(ram, 0);
    return ram;
  }

  @Test
  void aRestoredGameSeesAndBecomesTheSame() {
    for (ObservationKind kind : ObservationKind.values()) {
      try (ObservedGame game = game(kind);
          ObservedGame other = game(kind)) {
        game.reset(new RandomStream(1));
        other.reset(new RandomStream(2));
        for (int i = 0; i < 20; i++) {
          game.step(i % 3);
        }
        other.restore(game.save());
        assertThat(other.observation()).isEqualTo(game.observation());
        for (int i = 0; i < 20; i++) {
          game.step(1);
          other.step(1);
          assertThat(other.observation()).isEqualTo(game.observation());
        }
      }
    }
  }

  private static ObservedGame game(ObservationKind kind) {
    return new ObservedGame(CROSSING, EnvironmentSettings.STANDARD, View.of(kind), 7);
  }

  private static byte[] picture(byte[] observation, int index) {
    return Arrays.copyOfRange(observation, index * 84 * 84, (index + 1) * 84 * 84);
  }

  private static int[] resize(
      int rows, int columns, int targetRows, int targetColumns, int... picture) {
    byte[] source = new byte[picture.length];
    for (int i = 0; i < picture.length; i++) {
      source[i] = (byte) picture[i];
    }
    byte[] target = new byte[targetRows * targetColumns];
    new AreaResize(rows, columns, targetRows, targetColumns).apply(source, target, 0);
    int[] values = new int[target.length];
    for (int i = 0; i < target.length; i++) {
      values[i] = target[i] & 0xff;
    }
    return values;
  }
}
