package org.amplia.train.online;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.amplia.base.UserError;
import org.amplia.config.Configuration;
import org.amplia.config.ConfigurationReader;
import org.amplia.config.Defaults;
import org.amplia.config.Method;
import org.amplia.model.Plans;
import org.amplia.train.agent.TrainingData;
import org.amplia.train.games.Return;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryRoomTest {
  private static final int GAMES = 20;
  private static final int STEPS_A_GAME = 3000;
  private static final Configuration CONFIGURATION = Defaults.of("pong", Method.REGULARISED);

  private static List<Return> games(int observationLength) {
    return Collections.nCopies(
        GAMES * STEPS_A_GAME, new Return(new byte[observationLength], 0, 0, 0, Return.After.END));
  }

  @Test
  void gamesOfPongFitAsMemoryAndNotAsPictures() {
    assertThatCode(
            () -> TrainingData.requireRoom(CONFIGURATION, GAMES, games(134), Plans.single(6)))
        .doesNotThrowAnyException();
    // 60,000 steps shown, twice 16 games of 3,000, and 8 rounds of 4,000 states, of 28,224 bytes.
    assertThatThrownBy(
            () -> TrainingData.requireRoom(CONFIGURATION, GAMES, games(28_224), Plans.single(6)))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("about 5.3 GB")
        .hasMessageContaining("rounds.valueGames (16)");
  }

  /** Products beyond any whole number are refused like others: they were taken for small ones. */
  @ParameterizedTest
  @CsvSource({
    "100000000, 100000000, 16, regularised",
    "100000000, 2, 16, regularised",
    "8, 8, 100000000, regularised",
    // Of 7,000,000 states with 18 actions the approvals take as much again as the observations.
    "700000, 10, 16, regularised",
    "350000, 10, 16, rrm"
  })
  void whatIsRememberedIsCountedWithItsLabels(
      int states, int remembered, int valueGames, String method) {
    Configuration configuration =
        new ConfigurationReader(Defaults.of("pong", Method.of(method)))
            .set("rounds.states=" + states)
            .set("rounds.rememberedRounds=" + remembered)
            .set("rounds.valueGames=" + valueGames)
            .resolve();
    assertThatThrownBy(
            () -> TrainingData.requireRoom(configuration, GAMES, games(256), Plans.single(18)))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("rounds.states (" + states + ")");
  }
}
