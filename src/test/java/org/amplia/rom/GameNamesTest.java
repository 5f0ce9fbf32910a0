package org.amplia.rom;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
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
  void distanceCountsLettersInsertedRemovedOrChanged() {
    assertThat(GameNames.distance("", "")).isZero();
    assertThat(GameNames.distance("pong", "")).isEqualTo(4);
    assertThat(GameNames.distance("pong", "pnog")).isEqualTo(2);
    assertThat(GameNames.distance("kitten", "sitting")).isEqualTo(3);
  }

  @Property(seed = "20261124", tries = 200)
  void distanceIsAMetric(
      @ForAll @AlphaChars @StringLength(max = 8) String a,
      @ForAll @AlphaChars @StringLength(max = 8) String b,
      @ForAll @AlphaChars @StringLength(max = 8) String c) {
    int ab = GameNames.distance(a, b);
    assertThat(ab).isEqualTo(GameNames.distance(b, a)).isLessThanOrEqualTo(8);
    assertThat(ab == 0).isEqualTo(a.equals(b));
    assertThat(ab).isLessThanOrEqualTo(GameNames.distance(a, c) + GameNames.distance(c, b));
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
