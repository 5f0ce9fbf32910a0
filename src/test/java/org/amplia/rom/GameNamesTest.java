package org.amplia.rom;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GameNamesTest {
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
    assertThat(GameNames.key(spelling)).isEqualTo("mspacman");
  }

  @Test
  void namesThatEndLikeAVersionKeepTheirEnd() {
    assertThat(GameNames.key("pitfall2")).isEqualTo("pitfall2");
    assertThat(GameNames.key("tic_tac_toe_3d")).isEqualTo("tictactoe3d");
  }

  @Test
  void nearestIsOrderedAndEmptyForWhatIsNotNearAnything() {
    List<String> names = List.of("pong", "pooyan", "gopher");
    assertThat(GameNames.nearest("pongg", names)).containsExactly("pong");
    assertThat(GameNames.nearest("pnog", names)).containsExactly("pong");
    assertThat(GameNames.nearest("zzzzzzzz", names)).isEmpty();
    assertThat(GameNames.nearest("", names)).isEmpty();
    assertThat(GameNames.nearest("p".repeat(1_000_000), names)).isEmpty();
  }
}
