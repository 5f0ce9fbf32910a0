package org.amplia.overseer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.amplia.base.RandomStream;
import org.amplia.env.EnvironmentSettings;
import org.amplia.episode.Episode;
import org.amplia.observe.ObservedGame;
import org.amplia.observe.View;
import org.amplia.rom.Cartridge;
import org.amplia.rom.PlantedCartridge;
import org.amplia.rom.RomLibrary;
import org.junit.jupiter.api.Test;

/** Games of scripted demonstrators, cut short. {@link CrossingSkillTest} plays whole ones. */
class DemonstratedGamesTest {
  private static final Cartridge CROSSING = new RomLibrary(Path.of("none")).open("crossing");
  private static final EnvironmentSettings STANDARD = EnvironmentSettings.STANDARD;

  private static EnvironmentSettings shortGames() {
    return new EnvironmentSettings(
        STANDARD.frameSkip(),
        STANDARD.stickyProbability(),
        STANDARD.maxNoopFrames(),
        STANDARD.fireOnReset(),
        STANDARD.fullActionSet(),
        STANDARD.lifeLossEnds(),
        400,
        STANDARD.mode(),
        STANDARD.difficulty());
  }

  private static Episode play(long seed, int index) {
    try (DemonstratedGames games =
        new DemonstratedGames(
            CROSSING, shortGames(), new SuboptimalDemonstrator(SimpleRule.CROSS, 0.3), seed)) {
      return games.play(index, Map.of("player", "test"));
    }
  }

  @Test
  void aGameDependsOnTheSeedAndItsNumberAlone() {
    Episode first = play(5, 1);
    assertThat(first.frames()).isEqualTo(400);
    assertThat(first.about())
        .containsEntry("player", "test")
        .containsEntry("source", "scripted")
        .containsEntry("seed", "5");
    // Up, but for a third of 30 % twice.
    assertThat(first.choices().chars().filter(choice -> choice == 'b').count())
        .isBetween(first.choices().length() * 6L / 10, first.choices().length() - 1L);
    assertThat(first.choices().chars().distinct().count()).isEqualTo(3);
    try (DemonstratedGames games =
        new DemonstratedGames(
            CROSSING, shortGames(), new SuboptimalDemonstrator(SimpleRule.CROSS, 0.3), 5)) {
      Episode other = games.play(0, Map.of("player", "test"));
      assertThat(games.play(1, Map.of("player", "test"))).isEqualTo(first);
      assertThat(other.choices()).isNotEqualTo(first.choices());
    }
    assertThat(play(6, 1).choices()).isNotEqualTo(first.choices());
  }

  /** Goes up, and notes how likely the last action is to stick where it could try things out. */
  private record Noting(boolean foreseesChance, List<Double> noted) implements Demonstrator {
    @Override
    public int act(ObservedGame game, ObservedGame copy, RandomStream random) {
      noted.add(copy.environment().settings().stickyProbability());
      return 1;
    }
  }

  /** What sticks in the real game nobody can know beforehand, unless that is what is shown. */
  @Test
  void onlyWhoForeseesChanceTriesThingsOutWithIt() {
    for (boolean foresees : new boolean[] {false, true}) {
      Noting demonstrator = new Noting(foresees, new ArrayList<>());
      try (DemonstratedGames games =
          new DemonstratedGames(CROSSING, shortGames(), demonstrator, 5)) {
        games.play(0, Map.of());
      }
      assertThat(demonstrator.noted())
          .isNotEmpty()
          .containsOnly(foresees ? STANDARD.stickyProbability() : 0);
    }
  }

  /** Whoever sees one step ahead presses the lever that is asked for. */
  @Test
  void thePlannerTakesTheActionThatScoresWhereNoRuleIsKnown() {
    EnvironmentSettings noChance = STANDARD.withStickyProbability(0);
    Demonstrator planner = new PlannerDemonstrator(1, "levers");
    int asked = 0;
    try (ObservedGame game = new ObservedGame(PlantedCartridge.levers(), noChance, View.RAM, 0);
        ObservedGame copy = new ObservedGame(PlantedCartridge.levers(), noChance, View.RAM, 0)) {
      game.reset(new RandomStream(1));
      RandomStream random = new RandomStream(2);
      for (int step = 0; step < 100; step++) {
        int lever = PlantedCartridge.lever(game.observation());
        int action = planner.act(game, copy, random);
        // Of actions that come to the same the first is taken.
        assertThat(action).isEqualTo(lever);
        asked += lever > 0 ? 1 : 0;
        game.step(step % 3);
      }
    }
    assertThat(asked).isGreaterThan(10);
  }

  /**
   * A plan is an action for a while and then the rule: the planner waits for cars, the rule not.
   */
  @Test
  void lookingAheadGetsFurtherThanTheRuleAlone() {
    EnvironmentSettings noChance = STANDARD.withStickyProbability(0);
    try (ObservedGame planned = new ObservedGame(CROSSING, noChance, View.RAM, 0);
        ObservedGame copy = new ObservedGame(CROSSING, noChance, View.RAM, 0);
        ObservedGame ruled = new ObservedGame(CROSSING, noChance, View.RAM, 0)) {
      Demonstrator planner = new PlannerDemonstrator(8, "crossing");
      planned.reset(new RandomStream(1));
      ruled.reset(new RandomStream(1));
      RandomStream random = new RandomStream(2);
      for (int step = 0; step < 60; step++) {
        planned.step(planner.act(planned, copy, random));
        ruled.step(1);
      }
      assertThat(lines(planned)).isGreaterThan(lines(ruled) + 20);
    }
  }

  /** Lines walked, those of points included. */
  private static double lines(ObservedGame game) {
    return 150 * game.environment().episodeScore() + 150 - game.environment().ram(4);
  }
}
