package org.amplia.overseer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The bundled crossing rewards skill: sticky actions 0.25, frame skip 4, whole games, real ALE. */
class CrossingSkillTest {
  private static PlayedGames crossing;

  @BeforeAll
  static void open() {
    crossing = PlayedGames.of("crossing");
  }

  @AfterAll
  static void close() {
    crossing.close();
  }

  @Test
  void randomPlayHardlyScores() {
    assertThat(crossing.meanScore(new SuboptimalDemonstrator(SimpleRule.CROSS, 1), 10))
        .isLessThanOrEqualTo(1);
  }

  @Test
  void alwaysUpScoresFiveToNine() {
    assertThat(crossing.meanScore(new SuboptimalDemonstrator(SimpleRule.CROSS, 0), 10))
        .isBetween(5.0, 9.0);
  }

  @Test
  void theSuboptimalDemonstratorScoresThreeToFive() {
    assertThat(crossing.meanScore(new SuboptimalDemonstrator(SimpleRule.CROSS, 0.3), 40))
        .isBetween(3.0, 5.5);
  }

  @Test
  void lookingEightStepsAheadScoresFourteenOrMore() {
    assertThat(crossing.meanScore(new PlannerDemonstrator(8, "crossing"), 2))
        .isGreaterThanOrEqualTo(14);
  }

  /** What sticks in its copy sticks in the game: the value of its plan is what it comes to. */
  @Test
  void whoForeseesChanceMeetsNoSurprise() {
    assertThat(crossing.foreseen(new PlannerDemonstrator(8, "crossing", true), 300)).isEqualTo(300);
    assertThat(crossing.foreseen(new PlannerDemonstrator(8, "crossing"), 300)).isBetween(100, 290);
  }
}
