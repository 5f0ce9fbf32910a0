package org.amplia.overseer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.amplia.base.RandomStream;
import org.amplia.env.EnvironmentSettings;
import org.amplia.observe.GamePool;
import org.amplia.observe.ObservationKind;
import org.amplia.observe.ObservedGame;
import org.amplia.rom.Cartridge;
import org.amplia.rom.RomLibrary;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The bundled crossing rewards skill: sticky actions 0.25, frame skip 4, whole games, real ALE. */
class CrossingSkillTest {
  private static GamePool pool;

  @BeforeAll
  static void open() {
    Cartridge crossing = new RomLibrary(Path.of("none")).open("crossing");
    pool = new GamePool(crossing, EnvironmentSettings.STANDARD, ObservationKind.RAM, 0, 2);
  }

  @AfterAll
  static void close() {
    pool.close();
  }

  private static double meanScore(Demonstrator player, int games) {
    return pool
        .run(
            games,
            (index, own) -> {
              ObservedGame game = own.get(0);
              ObservedGame copy = own.withoutChance();
              RandomStream random = new RandomStream(1000 + index);
              game.reset(new RandomStream(index));
              while (!game.environment().isOver()) {
                game.step(player.act(game, copy, random));
              }
              return game.environment().episodeScore();
            })
        .stream()
        .mapToDouble(Double::doubleValue)
        .average()
        .orElseThrow();
  }

  @Test
  void randomPlayHardlyScores() {
    assertThat(meanScore(new SuboptimalDemonstrator(SimpleRule.CROSS, 1), 10))
        .isLessThanOrEqualTo(1);
  }

  @Test
  void alwaysUpScoresFiveToNine() {
    assertThat(meanScore(new SuboptimalDemonstrator(SimpleRule.CROSS, 0), 10)).isBetween(5.0, 9.0);
  }

  @Test
  void theSuboptimalDemonstratorScoresThreeToFive() {
    assertThat(meanScore(new SuboptimalDemonstrator(SimpleRule.CROSS, 0.3), 40))
        .isBetween(3.0, 5.5);
  }

  @Test
  void lookingEightStepsAheadScoresFourteenOrMore() {
    assertThat(meanScore(new PlannerDemonstrator(8, "crossing"), 2)).isGreaterThanOrEqualTo(14);
  }
}
