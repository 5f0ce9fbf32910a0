package org.amplia.rom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.amplia.rom.RomCatalogue.Game;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RomCatalogueTest {
  private final RomCatalogue catalogue = RomCatalogue.standard();

  @Test
  void holdsTheGamesOfAle073AndTheFourThatNeedTwoPlayers() {
    assertThat(catalogue.games()).hasSize(108);
    assertThat(catalogue.games().stream().filter(Game::twoPlayerOnly).map(Game::name))
        .containsExactly("combat", "joust", "maze_craze", "warlords");
  }

  @Test
  void everyGameIsFoundByNameTitleEnvironmentNameAndMd5() {
    for (Game game : catalogue.games()) {
      assertThat(catalogue.byName(game.name())).contains(game);
      assertThat(catalogue.byName("ALE/" + game.name().replace("_", "") + "-v5")).contains(game);
      assertThat(catalogue.byMd5(game.md5())).contains(game);
      assertThat(game.title()).isNotBlank().doesNotContain("_");
      // The sizes for which ALE 0.7.3 knows a kind of cartridge.
      assertThat(game.size()).isIn(2_048, 4_096, 8_192, 10_495, 16_384);
    }
    assertThat(catalogue.games().stream().map(Game::name)).isSorted();
  }

  @Test
  void knowsWellKnownFacts() {
    assertThat(catalogue.byName("Ms. Pac-Man").orElseThrow())
        .isEqualTo(
            new Game("ms_pacman", "Ms. Pac-Man", false, 8_192, "87e79cd41ce136fd4f72cc6e2c161bee"));
    assertThat(catalogue.byName("video_chess").orElseThrow().name()).isEqualTo("videochess");
    assertThat(catalogue.byName("nothing")).isEmpty();
    assertThat(catalogue.byMd5("00000000000000000000000000000000")).isEmpty();
  }

  @Test
  void suggestsNamesForTypingErrors() {
    List<String> names = catalogue.games().stream().map(Game::name).toList();
    assertThat(RomCatalogue.nearest("brekout", names)).containsExactly("breakout");
    assertThat(RomCatalogue.nearest("SpaceInvader", names)).first().isEqualTo("space_invaders");
    assertThat(RomCatalogue.nearest("xyzzyxyzzyxyzzy", names)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ms_pacman",
        "MsPacman",
        "ms-pacman",
        "MS PACMAN",
        "Ms. Pac-Man",
        "ALE/MsPacman-v5",
        "MsPacmanNoFrameskip-v4",
        "MsPacman-ramDeterministic-v0"
      })
  void allSpellingsOfAGameHaveOneKey(String spelling) {
    assertThat(RomCatalogue.key(spelling)).isEqualTo("mspacman");
  }

  @Test
  void namesThatEndLikeAVersionKeepTheirEnd() {
    assertThat(RomCatalogue.key("pitfall2")).isEqualTo("pitfall2");
    assertThat(RomCatalogue.key("tic_tac_toe_3d")).isEqualTo("tictactoe3d");
  }

  @Test
  void nearestIsOrderedAndEmptyForWhatIsNotNearAnything() {
    List<String> names = List.of("pong", "pooyan", "gopher");
    assertThat(RomCatalogue.nearest("pongg", names)).containsExactly("pong");
    assertThat(RomCatalogue.nearest("pnog", names)).containsExactly("pong");
    assertThat(RomCatalogue.nearest("zzzzzzzz", names)).isEmpty();
    assertThat(RomCatalogue.nearest("", names)).isEmpty();
    assertThat(RomCatalogue.nearest("p".repeat(1_000_000), names)).isEmpty();
  }

  @Test
  void bundledNamesAreNoGamesOfTheCatalogueAndTheirRulesAre() {
    for (BundledCartridge bundled : BundledCartridge.all()) {
      assertThat(catalogue.byName(bundled.name())).isEmpty();
      assertThat(catalogue.byName(bundled.rules()).orElseThrow().twoPlayerOnly()).isFalse();
    }
  }

  @Test
  void refusesBadLines() {
    String good = SyntheticRoms.line("alpha", "Alpha", 1, SyntheticRoms.ALPHA);
    for (String bad :
        List.of(
            "alpha\n",
            good.replace("alpha", "../alpha"),
            good.replace("\t1\t", "\t3\t"),
            good.replace("2048", "many"),
            good.strip() + "\tmore\n",
            good + good)) {
      assertThatThrownBy(() -> RomCatalogue.parse(bad))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
