package org.amplia.overseer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.amplia.overseer.PlayedGames.Result;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The bundled angler rewards skill: sticky actions 0.25, frame skip 4, real ALE. */
class AnglerSkillTest {
  private static final Demonstrator RANDOM = new SuboptimalDemonstrator(SimpleRule.ANGLE, 1);
  private static final Demonstrator BEGINNER = new SuboptimalDemonstrator(SimpleRule.ANGLE, 0);
  private static final Demonstrator SUBOPTIMAL = new SuboptimalDemonstrator(SimpleRule.ANGLE, 0.3);
  private static final Demonstrator PLANNER = new PlannerDemonstrator(10, "angler");

  private static PlayedGames angler;

  @BeforeAll
  static void open() {
    angler = PlayedGames.of("angler");
  }

  @AfterAll
  static void close() {
    angler.close();
  }

  /** Who always casts above catches the fish that are there: half of them. */
  @Test
  void theBeginnerCatchesAboutHalf() {
    assertThat(angler.meanScore(BEGINNER, 10)).isBetween(14.0, 24.0);
  }

  @Test
  void randomActionsSpoilIt() {
    assertThat(angler.meanScore(RANDOM, 10)).isLessThan(8);
    assertThat(angler.meanScore(SUBOPTIMAL, 10)).isLessThan(14);
  }

  @Test
  void whoTriesOutBothPoolsCatchesNearlyAll() {
    assertThat(angler.meanScore(PLANNER, 1)).isGreaterThan(26);
  }

  @Test
  void everyGameTakesEighteenHundredFrames() {
    assertThat(angler.play(RANDOM, 4)).allMatch(result -> result.frames() == 1800);
  }

  /** The table of docs/angler.md; {@code -Damplia.figures=true} prints it. */
  @Test
  @EnabledIfSystemProperty(named = "amplia.figures", matches = "true")
  void figures() {
    for (int difficulty = 0; difficulty < 2; difficulty++) {
      try (PlayedGames games = PlayedGames.of("angler", 0, difficulty, 108_000)) {
        print(difficulty, "random", games.play(RANDOM, 40));
        print(difficulty, "suboptimal", games.play(SUBOPTIMAL, 40));
        print(difficulty, "beginner", games.play(BEGINNER, 40));
        print(difficulty, "planner", games.play(PLANNER, 4));
      }
    }
  }

  private static void print(int difficulty, String player, List<Result> results) {
    double mean = results.stream().mapToDouble(Result::score).average().orElseThrow();
    double squares =
        results.stream().mapToDouble(r -> (r.score() - mean) * (r.score() - mean)).sum();
    System.out.printf(
        "difficulty %d %-10s %d games: mean %.2f sd %.2f, %.0f to %.0f%n",
        difficulty,
        player,
        results.size(),
        mean,
        Math.sqrt(squares / (results.size() - 1)),
        results.stream().mapToDouble(Result::score).min().orElseThrow(),
        results.stream().mapToDouble(Result::score).max().orElseThrow());
  }
}
