package org.amplia.rom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import org.amplia.rom.RomCatalogue.Game;
import org.junit.jupiter.api.Test;

class CartridgeTest {
  private static final Game ALPHA = SyntheticRoms.CATALOGUE.byName("alpha").orElseThrow();
  private static final Game DUEL = SyntheticRoms.CATALOGUE.byName("duel").orElseThrow();

  @Test
  void cannotBeChangedFromOutside() {
    byte[] bytes = SyntheticRoms.ALPHA.clone();
    Cartridge cartridge = Cartridge.of(ALPHA, bytes);
    bytes[0]++;
    cartridge.bytes()[1]++;
    assertThat(cartridge.bytes()).isEqualTo(SyntheticRoms.ALPHA);
    assertThat(cartridge.md5()).isEqualTo(ALPHA.md5());
    assertThat(cartridge.rules()).isEqualTo("alpha");
    assertThat(cartridge.fileName()).isEqualTo("alpha.bin");
  }

  @Test
  void isNotMadeFromOtherContentOrForTwoPlayers() {
    assertThatThrownBy(() -> Cartridge.of(ALPHA, SyntheticRoms.BETA_BALL))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Cartridge.of(DUEL, SyntheticRoms.DUEL))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void hasNoWayRoundTheCheck() {
    assertThat(Cartridge.class.getConstructors()).isEmpty();
    assertThat(Arrays.stream(Cartridge.class.getDeclaredMethods()))
        .filteredOn(method -> method.getName().equals("of"))
        .noneMatch(method -> Modifier.isPublic(method.getModifiers()));
  }

  @Test
  void everyBundledOneCanBeOpened() {
    for (BundledCartridge bundled : BundledCartridge.all()) {
      Cartridge cartridge = Cartridge.of(bundled);
      assertThat(cartridge.game()).isEqualTo(bundled.name());
      assertThat(cartridge.fileName()).isEqualTo(bundled.rules() + ".bin");
      assertThat(cartridge.bytes().length).isIn(2_048, 4_096);
    }
  }

  @Test
  void aBundledOneThatTheBuildLeftOutIsNamed() {
    assertThatThrownBy(() -> Cartridge.of(new BundledCartridge("x", "X", "pong", "no.bin")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no.bin");
  }
}
