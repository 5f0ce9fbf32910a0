package org.amplia.rom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class HumanNormalisedTest {
  @Test
  void aBenchmarkOf57GamesOfTheCatalogueIsKnown() {
    List<HumanNormalised> known =
        RomCatalogue.standard().games().stream()
            .flatMap(game -> HumanNormalised.of(game.name()).stream())
            .toList();
    assertThat(known).hasSize(57);
    assertThat(known).allSatisfy(scale -> assertThat(scale.humanScore()).isFinite());
  }

  @Test
  void randomIsZeroAndHumanIsOne() {
    HumanNormalised pong = HumanNormalised.of("Pong").orElseThrow();
    assertThat(pong).isEqualTo(new HumanNormalised("pong", -20.7, 14.6));
    assertThat(pong.score(-20.7)).isZero();
    assertThat(pong.score(14.6)).isEqualTo(1);
    // By hand: (21 + 20.7) / (14.6 + 20.7).
    assertThat(pong.score(21)).isCloseTo(1.1813031, within(1e-7));
    assertThat(pong.score(-21)).isNegative();
    assertThat(HumanNormalised.of("ALE/MontezumaRevenge-v5").orElseThrow().score(4753.3))
        .isEqualTo(1);
  }

  @Test
  void whatNobodyPublishedIsEmpty() {
    for (String game : List.of("crossing", "rally", "pooyan", "no-such-game")) {
      assertThat(HumanNormalised.of(game)).as(game).isEmpty();
    }
  }

  @Test
  void aScaleWithoutLengthIsRefused() {
    assertThatThrownBy(() -> new HumanNormalised("x", 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
