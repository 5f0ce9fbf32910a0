package org.amplia.overseer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.amplia.overseer.PlayedGames.Result;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The bundled rally rewards skill: sticky actions 0.25, frame skip 4, real ALE. */
class RallySkillTest {
  private static final Demonstrator RANDOM = new SuboptimalDemonstrator(SimpleRule.RALLY, 1);
  private static final Demonstrator FOLLOWER = new SuboptimalDemonstrator(SimpleRule.RALLY, 0);
  private static final Demonstrator SUBOPTIMAL = new SuboptimalDemonstrator(SimpleRule.RALLY, 0.3);
  private static final Demonstrator TRACKER = new PlannerDemonstrator(1, "rally");
  private static final Demonstrator PLANNER = new PlannerDemonstrator(8, "rally");

  private static final int WHOLE_GAME = 108_000;

  private static PlayedGames rally;

  @BeforeAll
  static void open() {
    rally = PlayedGames.of("rally");
  }

  @AfterAll
  static void close() {
    rally.close();
  }

  @Test
  void randomPlayLosesNearlyEveryPoint() {
    assertThat(rally.meanScore(RANDOM, 10)).isLessThan(-8);
  }

  @Test
  void knowingWhereTheBallComesDownWinsClearly() {
    assertThat(rally.meanScore(TRACKER, 8)).isGreaterThan(9);
  }

  @Test
  void theSuboptimalDemonstratorLosesByThreeToNine() {
    assertThat(rally.meanScore(SUBOPTIMAL, 30)).isBetween(-9.0, -3.0);
  }

  @Test
  void followingTheBallWinsNarrowly() {
    assertThat(rally.meanScore(FOLLOWER, 20)).isBetween(1.0, 7.0);
  }

  @Test
  void theStrongerMachineBeatsTheFollowerOfTheBall() {
    try (PlayedGames strong = PlayedGames.of("rally", 0, 1, WHOLE_GAME)) {
      assertThat(strong.meanScore(FOLLOWER, 20)).isLessThan(0);
    }
  }

  /** Whole planned games take minutes: 800 frames show who is winning. */
  @Test
  void lookingEightStepsAheadLeadsByThreeOrMoreAfterEightHundredFrames() {
    try (PlayedGames beginning = PlayedGames.of("rally", 0, 0, 800)) {
      assertThat(beginning.meanScore(PLANNER, 2)).isGreaterThanOrEqualTo(3);
    }
  }

  @Test
  void noGameOfTheFollowerTakesMoreThanFiveThousandFrames() {
    assertThat(rally.play(FOLLOWER, 10)).allMatch(result -> result.frames() <= 5_000);
  }

  /** The table of docs/rally.md; {@code -Damplia.figures=true} prints it (some ten minutes). */
  @Test
  @EnabledIfSystemProperty(named = "amplia.figures", matches = "true")
  void figures() {
    for (int mode = 0; mode < 2; mode++) {
      for (int difficulty = 0; difficulty < 4; difficulty++) {
        try (PlayedGames games = PlayedGames.of("rally", mode, difficulty, WHOLE_GAME)) {
          print(mode, difficulty, "random", games.play(RANDOM, 40));
          print(mode, difficulty, "suboptimal", games.play(SUBOPTIMAL, 40));
          print(mode, difficulty, "follower", games.play(FOLLOWER, 40));
          print(mode, difficulty, "tracker", games.play(TRACKER, 20));
          if (mode == 0 && difficulty < 2) {
            print(mode, difficulty, "planner", games.play(PLANNER, 4));
          }
        }
      }
    }
  }

  private static void print(int mode, int difficulty, String player, List<Result> results) {
    double mean = of(results, Result::score).average().orElseThrow();
    double squares = of(results, r -> (r.score() - mean) * (r.score() - mean)).sum();
    System.out.printf(
        "mode %d difficulty %d %-10s %d games: mean %.2f sd %.2f, %.0f to %.0f, frames %.0f (%.0f)%n",
        mode,
        difficulty,
        player,
        results.size(),
        mean,
        Math.sqrt(squares / (results.size() - 1)),
        of(results, Result::score).min().orElseThrow(),
        of(results, Result::score).max().orElseThrow(),
        of(results, Result::frames).average().orElseThrow(),
        of(results, Result::frames).max().orElseThrow());
  }

  private static DoubleStream of(List<Result> results, ToDoubleFunction<Result> what) {
    return results.stream().mapToDouble(what);
  }
}
