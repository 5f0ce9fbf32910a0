package org.amplia.env;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.amplia.base.RandomStream;
import org.amplia.base.UserError;
import org.amplia.env.AtariEnvironment.FrameListener;
import org.amplia.env.Step.Ending;
import org.amplia.rom.Cartridge;
import org.amplia.rom.RomLibrary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AtariEnvironmentTest {
  private static final Cartridge CROSSING = RomLibrary.fromEnvironment().open("crossing");

  /** Keeps the executed actions of the episode. */
  private static final class Executed implements FrameListener {
    private final List<Integer> actions = new ArrayList<>();

    @Override
    public void reset(AtariEnvironment game) {
      actions.clear();
    }

    @Override
    public void frame(AtariEnvironment game, int executedAction, int reward) {
      actions.add(executedAction);
    }
  }

  @Test
  void aQuarterOfTheFramesRepeatTheActionBefore() {
    int stuck = 0;
    int frames = 0;
    try (AtariEnvironment game = game(settings(0.25, 0, 108_000, false, 1))) {
      Executed executed = new Executed();
      game.setFrameListener(executed);
      game.reset(new RandomStream(1));
      // UP and DOWN in turn, one frame a step: a frame that sticks shows unless it sticks twice.
      while (!game.isOver()) {
        int before = executed.actions.isEmpty() ? 0 : executed.actions.get(frames - 1);
        int wanted = before == game.aleAction(1) ? 2 : 1;
        game.step(wanted);
        stuck += executed.actions.get(frames) == before ? 1 : 0;
        frames++;
      }
    }
    assertThat(frames).isGreaterThan(2_000);
    assertThat(stuck / (double) frames).isBetween(0.21, 0.29);
  }

  @Test
  void nothingSticksWithoutStickiness() {
    try (AtariEnvironment game = game(settings(0, 0, 400, false, 4))) {
      Executed executed = new Executed();
      game.setFrameListener(executed);
      game.reset(new RandomStream(1));
      for (int step = 0; step < 100; step++) {
        game.step(step % 3);
        assertThat(executed.actions.subList(4 * step, 4 * step + 4))
            .containsOnly(game.aleAction(step % 3));
      }
    }
  }

  @Test
  void noopStartsVaryFromNoneToTheMost() {
    Set<Integer> starts = new HashSet<>();
    try (AtariEnvironment game = game(settings(0.25, 5, 108_000, false, 4))) {
      for (int seed = 0; seed < 60; seed++) {
        game.reset(new RandomStream(seed));
        starts.add(game.episodeFrames());
      }
    }
    assertThat(starts).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5);
  }

  @Test
  void theCapEndsAnEpisodeWithATimeLimit() {
    try (AtariEnvironment game = game(settings(0.25, 0, 42, false, 4))) {
      game.reset(new RandomStream(1));
      Step step = game.step(1);
      int steps = 1;
      while (!step.endsEpisode()) {
        step = game.step(1);
        steps++;
      }
      assertThat(step.ending()).isInstanceOf(Ending.TimeLimit.class);
      assertThat(steps).isEqualTo(11);
      assertThat(game.episodeFrames()).isEqualTo(42);
      assertThat(game.isOver()).isTrue();
      assertThat(game.isGameOver()).isFalse();
      game.reset(new RandomStream(1));
      assertThat(game.episodeFrames()).isZero();
      assertThat(game.isOver()).isFalse();
    }
  }

  /** The example: a cap of 10 gave 21 frames, since the start did not count. */
  @ParameterizedTest
  @CsvSource({"5, false", "0, true", "30, true"})
  void noEpisodeHasMoreFramesThanTheCap(int noops, boolean fires) {
    int start = fires ? Math.max(1, noops) + EnvironmentSettings.FIRE_FRAMES : noops;
    for (int cap = start + 1; cap <= start + 4; cap++) {
      EnvironmentSettings settings =
          new EnvironmentSettings(4, 0.25, noops, fires, false, true, cap, -1, -1);
      try (AtariEnvironment game = game(settings)) {
        Executed executed = new Executed();
        game.setFrameListener(executed);
        for (int seed = 0; seed < 10; seed++) {
          game.reset(new RandomStream(seed));
          assertThat(game.isOver()).isFalse();
          int begun = game.episodeFrames();
          int steps = 0;
          Step step;
          do {
            step = game.step(1);
            steps++;
          } while (!step.endsEpisode());
          assertThat(step.ending()).isInstanceOf(Ending.TimeLimit.class);
          assertThat(executed.actions).hasSize(cap);
          assertThat(game.episodeFrames()).isEqualTo(cap);
          assertThat(steps).isEqualTo((cap - begun + 3) / 4);
        }
      }
    }
  }

  @Test
  void fireIsHeldForAStepBehindTheNoops() {
    try (AtariEnvironment game =
        game(new EnvironmentSettings(4, 0.25, 3, true, false, true, 100, -1, -1))) {
      Executed executed = new Executed();
      game.setFrameListener(executed);
      for (int seed = 0; seed < 10; seed++) {
        game.reset(new RandomStream(seed));
        int noops = executed.actions.size() - 4;
        assertThat(noops).isBetween(1, 3);
        assertThat(executed.actions.subList(0, noops)).allMatch(action -> action == 0);
        assertThat(executed.actions.subList(noops, noops + 4)).containsOnly(1);
        assertThat(game.save().heldAction()).isEqualTo(AtariEnvironment.NOOP);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "30, false, 10, 31", // the issue's
    "0, true, 1, 6", // the issue's
    "30, false, 30, 31",
    "30, true, 34, 35",
    "0, true, 5, 6",
    "0, false, 0, 1",
    "0, false, -1, 1",
    "0, false, 200001, 1",
    "0, false, 2147483647, 1",
    "199999, false, 199999, 200000",
  })
  void aCapThatLeavesNoAgentStepIsRefused(int noops, boolean fires, int cap, int least) {
    assertThatThrownBy(
            () -> new EnvironmentSettings(4, 0.25, noops, fires, false, true, cap, -1, -1))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(
            "maxEpisodeFrames is " + cap + ": it must be " + least + " … 200000")
        .hasMessageNotContaining("\n");
    if (cap < least) {
      new EnvironmentSettings(4, 0.25, noops, fires, false, true, least, -1, -1);
    }
  }

  @ParameterizedTest
  @CsvSource({"200000, false", "199996, true", "200001, true", "2147483647, true"})
  void aStartThatNoCapLeavesRoomForIsRefused(int noops, boolean fires) {
    assertThatThrownBy(
            () -> new EnvironmentSettings(4, 0.25, noops, fires, false, true, 200_000, -1, -1))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("maxNoopFrames");
  }

  @Test
  void theGamesOwnEndIsNoTimeLimit() {
    try (AtariEnvironment game = game(settings(0, 0, 108_000, false, 4))) {
      game.reset(new RandomStream(1));
      Step step = game.step(1);
      while (!step.endsEpisode()) {
        step = game.step(1);
      }
      assertThat(step.ending()).isInstanceOf(Ending.GameOver.class);
      assertThat(game.episodeScore()).isPositive();
    }
  }

  @Test
  void aLostLifeIsReportedAndNeverEndsTheEpisode() {
    assertThat(new Ending.LifeLost().endsEpisode()).isFalse();
    assertThat(new Step(0, 1, new Ending.LifeLost()).endsEpisode()).isFalse();
    assertThat(new Step(0, 1, new Ending.GameOver()).endsEpisode()).isTrue();
    assertThat(new Step(0, 1, null).endsEpisode()).isFalse();
  }

  @Test
  void theFullActionSetHas18() {
    try (AtariEnvironment game = game(settings(0.25, 0, 100, true, 4))) {
      assertThat(game.actionCount()).isEqualTo(18);
      for (int action = 0; action < 18; action++) {
        assertThat(game.aleAction(action)).isEqualTo(action);
      }
    }
  }

  @Test
  void lookingAheadOnACopyChangesNothing() {
    EnvironmentSettings settings = settings(0.25, 30, 2_000, false, 4);
    List<Integer> undisturbed = play(settings, false);
    assertThat(play(settings, true)).isEqualTo(undisturbed);
  }

  private static List<Integer> play(EnvironmentSettings settings, boolean looksAhead) {
    try (AtariEnvironment game = game(settings);
        AtariEnvironment copy = game(settings)) {
      Executed executed = new Executed();
      game.setFrameListener(executed);
      game.reset(new RandomStream(3));
      RandomStream random = new RandomStream(4);
      while (!game.isOver()) {
        if (looksAhead) {
          copy.restore(game.save());
          for (int i = 0; i < 5; i++) {
            copy.step(i % 3);
          }
        }
        game.step(random.nextInt(3));
      }
      executed.actions.add((int) game.episodeScore());
      byte[] ram = new byte[128];
      game.copyRam(ram, 0);
      for (byte cell : ram) {
        executed.actions.add((int) cell);
      }
      return executed.actions;
    }
  }

  @Test
  void aReplayedStepHasNoMoreFramesThanAStep() {
    try (AtariEnvironment game = game(settings(0.25, 0, 100, false, 4))) {
      game.replayReset(new int[] {0, 0, 0}, new RandomStream(1));
      assertThat(game.episodeFrames()).isEqualTo(3);
      assertThatThrownBy(() -> game.replayStep(0, new int[5]))
          .isInstanceOf(IllegalArgumentException.class);
      game.replayStep(1, new int[] {0, 2, 2});
      assertThat(game.episodeFrames()).isEqualTo(6);
      assertThat(game.save().heldAction()).isEqualTo(2);
    }
  }

  private static EnvironmentSettings settings(
      double sticky, int noops, int cap, boolean fullActions, int frameSkip) {
    return new EnvironmentSettings(frameSkip, sticky, noops, false, fullActions, true, cap, -1, -1);
  }

  private static AtariEnvironment game(EnvironmentSettings settings) {
    return new AtariEnvironment(CROSSING, settings, 7, false);
  }
}
