package org.amplia.overseer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.amplia.base.RandomStream;
import org.amplia.base.UserError;
import org.amplia.env.AtariEnvironment;
import org.amplia.env.EnvironmentSettings;
import org.amplia.observe.ObservedGame;
import org.amplia.observe.View;
import org.amplia.rom.Cartridge;
import org.amplia.rom.RealRoms;
import org.amplia.rom.RomLibrary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What scripted demonstrators know of a game, against what the game then does. */
class SimpleRuleTest {
  private static final EnvironmentSettings NO_CHANCE =
      EnvironmentSettings.STANDARD.withStickyProbability(0);
  private static final RandomStream UNUSED = new RandomStream(0);

  @TempDir Path folder;

  private static Cartridge bundled(String name) {
    return new RomLibrary(Path.of("none")).open(name);
  }

  private static ObservedGame game(Cartridge cartridge, int frameSkip) {
    ObservedGame game =
        new ObservedGame(cartridge, NO_CHANCE.withFrameSkip(frameSkip), View.RAM, 0);
    game.reset(new RandomStream(1));
    return game;
  }

  /** From the bottom (line 150) up to line 0 a point comes nearer; a stun costs three a frame. */
  @Test
  void progressInCrossingIsTheShareOfTheWayLessTheStun() {
    try (ObservedGame game = game(bundled("crossing"), 4)) {
      AtariEnvironment crossing = game.environment();
      // The first frames may have gone by with a line or two walked.
      assertThat(SimpleRule.CROSS.progress(crossing)).isBetween(0.0, 0.05);
      double last = 0;
      int stunned = 0;
      int walked = 0;
      for (int step = 0; step < 200; step++) {
        int action = SimpleRule.CROSS.act(crossing, UNUSED);
        assertThat(crossing.aleAction(action)).isEqualTo(2);
        boolean scored = game.step(action).reward() > 0;
        double now = SimpleRule.CROSS.progress(crossing);
        int stun = crossing.ram(6);
        assertThat(now * 150 + 3 * stun).isCloseTo(150 - crossing.ram(4), within(1e-9));
        stunned += stun > 0 ? 1 : 0;
        walked += stun == 0 && !scored && now > last ? 1 : 0;
        last = now;
      }
      assertThat(stunned).isPositive();
      assertThat(walked).isGreaterThan(50);
    }
  }

  /**
   * The beginner catches what is above. Until then progress is half a point less the frames that it
   * really takes, over four times the longest way to a catch.
   */
  @Test
  void progressInTheAnglerIsTheFramesToTheCatch() {
    List<Double> progress = new ArrayList<>();
    int caught = 0;
    int lost = 0;
    try (ObservedGame game = game(bundled("angler"), 1)) {
      AtariEnvironment angler = game.environment();
      while (!angler.isOver()) {
        // A fish is there, and in reach of who casts above.
        if (angler.ram(9) == 64) {
          progress.add(SimpleRule.ANGLE.progress(angler));
        }
        if (game.step(SimpleRule.ANGLE.act(angler, UNUSED)).reward() > 0) {
          for (int i = 0; i < progress.size(); i++) {
            double frames = progress.size() - i;
            assertThat(progress.get(i)).isCloseTo(0.5 - frames / (4 * 56), within(1e-9));
          }
          caught++;
        } else if (angler.ram(4) == 0) {
          lost += progress.isEmpty() ? 0 : 1;
        }
        if (angler.ram(4) == 0) {
          progress.clear();
        }
      }
    }
    assertThat(caught).isGreaterThan(10);
    assertThat(lost).isZero();
  }

  /** The line in the wrong pool is no progress, and a strained one less than another. */
  @Test
  void progressInTheAnglerFallsWithStrainAndInTheWrongPool() {
    try (ObservedGame game = game(bundled("angler"), 1)) {
      AtariEnvironment angler = game.environment();
      boolean strained = false;
      boolean wrong = false;
      while (!angler.isOver()) {
        double before = SimpleRule.ANGLE.progress(angler);
        boolean inWater = angler.ram(8) > 0;
        boolean hooked = inWater && angler.ram(8) == angler.ram(9);
        boolean spoils = hooked && angler.ram(10) == 0;
        int rule = SimpleRule.ANGLE.act(angler, UNUSED);
        game.step(spoils ? (rule == 0 ? 1 : 0) : rule);
        if (spoils && angler.ram(10) == 16) {
          // One frame less, and two for the strain.
          assertThat(SimpleRule.ANGLE.progress(angler))
              .isCloseTo(before - 1 / (4.0 * 56), within(1e-9));
          strained = true;
        }
        if (inWater && !hooked) {
          assertThat(before).isLessThan(0.5 - 56 / (4.0 * 56) + 1e-9);
          wrong = true;
        }
      }
      assertThat(strained).isTrue();
      assertThat(wrong).isTrue();
    }
  }

  /** Where the ball will come down is seen by waiting for it. */
  @Test
  void progressInRallyKnowsWhereTheBallWillComeDown() {
    int seen = 0;
    try (ObservedGame game = game(bundled("rally"), 1)) {
      AtariEnvironment rally = game.environment();
      while (seen < 4) {
        game.step(0);
        boolean comes = (byte) rally.ram(4) > 0 && rally.ram(11) == 0;
        if (!comes || rally.ram(0) < 60 || rally.ram(0) > 80) {
          if ((byte) rally.ram(4) < 0) {
            // Half a point, less half the distance to the middle.
            double middle = Math.abs(rally.ram(8) + 6 - 78) / 160.0;
            assertThat(SimpleRule.RALLY.progress(rally)).isCloseTo((1 - middle) / 2, within(1e-9));
          }
          continue;
        }
        double progress = SimpleRule.RALLY.progress(rally);
        int paddle = rally.ram(8);
        while (rally.ram(0) < 137 && (byte) rally.ram(4) > 0) {
          game.step(0);
        }
        double distance = Math.abs(paddle + 6 - rally.ram(2)) / 160.0;
        assertThat(progress).isCloseTo(-distance / 2, within(0.02));
        seen++;
        while (rally.ram(11) == 0) {
          game.step(0);
        }
      }
    }
  }

  @Test
  void inRallyThePaddleGoesWhereTheBallIs() {
    int moved = 0;
    try (ObservedGame game = game(bundled("rally"), 4)) {
      AtariEnvironment rally = game.environment();
      for (int step = 0; step < 200; step++) {
        int below = rally.ram(2) - (rally.ram(8) + 6);
        int before = rally.ram(8);
        game.step(SimpleRule.RALLY.act(rally, UNUSED));
        int change = rally.ram(8) - before;
        if (Math.abs(below) <= 4) {
          assertThat(change).isZero();
        } else if (change != 0) {
          assertThat(Math.signum(change)).isEqualTo(Math.signum(below));
          moved++;
        }
      }
    }
    assertThat(moved).isGreaterThan(20);
  }

  @Test
  void inPongThePaddleGoesWhereTheBallIs() {
    try (ObservedGame game = game(RealRoms.importedInto(folder).open("pong"), 4)) {
      AtariEnvironment pong = game.environment();
      int moves = 0;
      int waits = 0;
      for (int step = 0; step < 300; step++) {
        int ball = pong.ram(54);
        int paddle = pong.ram(51);
        int action = pong.aleAction(SimpleRule.FOLLOW_BALL.act(pong, UNUSED));
        if (ball == 0) {
          assertThat(action).isEqualTo(1);
        } else if (action == 0) {
          assertThat(paddle - ball).isBetween(-4, 2);
          waits++;
        } else {
          // RIGHT is up, where lines have lower numbers.
          assertThat(action).isEqualTo(paddle > ball ? 3 : 4);
          moves++;
        }
        game.step(SimpleRule.FOLLOW_BALL.act(pong, UNUSED));
      }
      assertThat(Math.min(moves, waits)).isGreaterThan(20);
    }
  }

  @Test
  void inBreakoutTheBallIsServedAndThePaddleGoesBelowIt() {
    try (ObservedGame game = game(RealRoms.importedInto(folder).open("breakout"), 4)) {
      AtariEnvironment breakout = game.environment();
      int served = 0;
      int moves = 0;
      for (int step = 0; step < 300 && !breakout.isOver(); step++) {
        int ball = breakout.ram(99);
        int paddle = breakout.ram(72);
        int index = SimpleRule.UNDER_BALL.act(breakout, UNUSED);
        int action = breakout.aleAction(index);
        if (breakout.ram(101) == 0) {
          assertThat(action).isEqualTo(1);
          served++;
        } else if (action == 0) {
          assertThat(ball - paddle).isBetween(0, 6);
        } else {
          assertThat(action).isEqualTo(paddle < ball ? 3 : 4);
          moves++;
        }
        game.step(index);
      }
      assertThat(served).isPositive();
      assertThat(moves).isGreaterThan(20);
      assertThat(breakout.episodeScore()).isPositive();
    }
  }

  @Test
  void ofAnUnknownGameNothingIsKnown() {
    assertThat(SimpleRule.of("freeway")).isEqualTo(SimpleRule.UP);
    assertThat(SimpleRule.of("pong")).isEqualTo(SimpleRule.FOLLOW_BALL);
    assertThat(SimpleRule.of("breakout")).isEqualTo(SimpleRule.UNDER_BALL);
    assertThat(SimpleRule.of("seaquest")).isEqualTo(SimpleRule.NONE);
    try (ObservedGame game = game(bundled("crossing"), 4)) {
      RandomStream random = new RandomStream(3);
      int[] drawn = new int[3];
      for (int i = 0; i < 300; i++) {
        drawn[SimpleRule.NONE.act(game.environment(), random)]++;
      }
      assertThat(Arrays.stream(drawn)).allMatch(count -> count > 60 && count < 140);
      assertThat(SimpleRule.NONE.progress(game.environment())).isZero();
      assertThat(SimpleRule.UP.act(game.environment(), random)).isOne();
    }
  }

  @Test
  void demonstratorsHaveNames() {
    assertThat(ScriptedDemonstrator.names())
        .containsExactly("planner", "suboptimal", "unreproducible");
    for (ScriptedDemonstrator one : ScriptedDemonstrator.values()) {
      assertThat(ScriptedDemonstrator.of(one.toString())).isEqualTo(one);
      assertThat(one.actsAtRandom()).isEqualTo(one == ScriptedDemonstrator.SUBOPTIMAL);
    }
    assertThatThrownBy(() -> ScriptedDemonstrator.of("planer"))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("planner");
    assertThat(
            List.of(
                ScriptedDemonstrator.PLANNER.create("rally", 0.5),
                ScriptedDemonstrator.SUBOPTIMAL.create("rally", 0.5),
                ScriptedDemonstrator.UNREPRODUCIBLE.create("rally", 0.5)))
        .containsExactly(
            new PlannerDemonstrator(8, "rally", false),
            new SuboptimalDemonstrator(SimpleRule.RALLY, 0.5),
            new PlannerDemonstrator(8, "rally", true));
    assertThat(ScriptedDemonstrator.PLANNER.create("rally", 0).foreseesChance()).isFalse();
    assertThat(ScriptedDemonstrator.SUBOPTIMAL.create("rally", 0).foreseesChance()).isFalse();
    assertThat(ScriptedDemonstrator.UNREPRODUCIBLE.create("rally", 0).foreseesChance()).isTrue();
  }
}
