package org.amplia.train;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.amplia.base.UserError;
import org.junit.jupiter.api.Test;

class MemoryRoomTest {
  private static final int GAMES = 20;
  private static final int STEPS_A_GAME = 3000;
  private static final Configuration CONFIGURATION = Defaults.of("pong", Method.REINFORCE);

  private static List<Return> games(int observationLength) {
    return Collections.nCopies(GAMES * STEPS_A_GAME, new Return(new byte[observationLength], 0, 0));
  }

  @Test
  void gamesOfPongFitAsMemoryAndNotAsPictures() {
    assertThatCode(() -> Memory.requireRoom(CONFIGURATION, GAMES, games(134)))
        .doesNotThrowAnyException();
    // 60,000 steps shown, twice 16 games of 3,000, and 8 rounds of 4,000 states, of 28,224 bytes.
    assertThatThrownBy(() -> Memory.requireRoom(CONFIGURATION, GAMES, games(28_224)))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("about 5.3 GB")
        .hasMessageContaining("rounds.valueGames (16)");
  }
}
