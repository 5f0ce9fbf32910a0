package org.amplia.episode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.amplia.base.Json;
import org.amplia.base.UserError;
import org.amplia.env.EnvironmentSettings;
import org.amplia.env.Step;
import org.amplia.env.Step.Ending;
import org.amplia.episode.Episode.Reward;
import org.amplia.episode.EpisodeReplay.Verification;
import org.amplia.observe.GameState;
import org.amplia.observe.ObservationKind;
import org.amplia.observe.ObservedGame;
import org.amplia.observe.View;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EpisodeReplayTest {
  private static final Episode WHOLE = Recorded.episode(5, 108_000);
  private static final Episode SHORT = Recorded.episode(6, 610);

  @Test
  void aWholeGameReplaysIdentically() {
    Verification verification = EpisodeReplay.verify(WHOLE, Recorded.CROSSING);
    assertThat(verification.identical()).as(verification.explanation()).isTrue();
    assertThat(verification.firstDivergentFrame()).isEqualTo(Verification.NO_FRAME);
    assertThat(WHOLE.gameOver()).isTrue();
    assertThat(WHOLE.score()).isPositive();
    assertThat(WHOLE.rewards().stream().mapToLong(Reward::points).sum()).isEqualTo(WHOLE.score());
    assertThat(WHOLE.actions()).hasSize(WHOLE.frames());
  }

  @Test
  void aCutOffGameReplaysIdentically() {
    assertThat(SHORT.gameOver()).isFalse();
    assertThat(SHORT.frames()).isEqualTo(610);
    assertThat(SHORT.checkpoints())
        .hasSize(11)
        .last()
        .extracting(Episode.FrameHash::frame)
        .isEqualTo(610);
    assertThat(EpisodeReplay.verify(SHORT, Recorded.CROSSING).identical()).isTrue();
  }

  /**
   * A learner that starts its own games otherwise still sees this one from its start to its end.
   */
  @Test
  void aGameThatTheCapEndsInItsStepsMiddleIsShownToALearnerOfLongGames() {
    EnvironmentSettings settings =
        new EnvironmentSettings(4, 0.25, 0, true, false, true, 12, -1, -1);
    Episode episode = Recorded.play(settings, ObservationKind.RAM, 3, game -> {});
    assertThat(episode.frames()).isEqualTo(12);
    assertThat(episode.firstAgentFrame()).isEqualTo(1 + EnvironmentSettings.FIRE_FRAMES);
    assertThat(episode.choices()).hasSize(2);
    assertThat(EpisodeReplay.verify(episode, Recorded.CROSSING).explanation())
        .startsWith("identical");
    List<Step> steps = new ArrayList<>();
    new EpisodeExamples(Recorded.CROSSING, EnvironmentSettings.STANDARD, View.RAM)
        .show(episode, (seen, action, step) -> steps.add(step));
    assertThat(steps).hasSize(2);
    assertThat(steps.get(1).ending()).isEqualTo(Ending.TIME_LIMIT);
  }

  @Test
  void anEpisodeLongerThanItsCapIsRefused() {
    assertThatThrownBy(
            () ->
                Json.read(
                    Json.line(SHORT)
                        .replace("\"maxEpisodeFrames\":610", "\"maxEpisodeFrames\":609"),
                    Episode.class,
                    "an episode"))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("frames is 610: it must be 0 … 609");
  }

  @Test
  void laterEpisodesOfTheSameConsoleReplayOnAFreshOne() {
    EpisodeRecorder recorder = new EpisodeRecorder(Recorded.CROSSING, 3);
    try (ObservedGame game =
        new ObservedGame(Recorded.CROSSING, Recorded.settings(300), View.RAM, 3)) {
      game.environment().setFrameListener(recorder);
      for (int i = 0; i < 3; i++) {
        game.reset(new org.amplia.base.RandomStream(i));
        while (!game.environment().isOver()) {
          game.step(1);
        }
        assertThat(
                EpisodeReplay.verify(recorder.episode(Map.of()), Recorded.CROSSING).explanation())
            .startsWith("identical");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "score, '\"score\":', '\"score\":1', 610",
    "gameOver, '\"gameOver\":false', '\"gameOver\":true', 610",
    "settings, 0.25, 0.35, -1",
    "cap, '\"maxEpisodeFrames\":610', '\"maxEpisodeFrames\":611', -1",
    "game, '\"game\":\"crossing\"', '\"game\":\"grossing\"', 0",
    "rules, '\"rules\":\"freeway\"', '\"rules\":\"freewax\"', 0"
  })
  void aChangeIsFoundAndNamed(String what, String from, String to, int frame) {
    Episode changed = changed(from, to);
    Verification verification = EpisodeReplay.verify(changed, Recorded.CROSSING);
    assertThat(verification.identical()).as(what).isFalse();
    assertThat(verification.firstDivergentFrame()).as(what).isEqualTo(frame);
    assertThat(verification.explanation()).doesNotContain("\n").isNotBlank();
  }

  @Test
  void aChangedHashIsNamedByItsFrame() {
    String hash = SHORT.checkpoints().get(3).hash();
    char first = hash.charAt(0) == '0' ? '1' : '0';
    Verification verification =
        EpisodeReplay.verify(changed(hash, first + hash.substring(1)), Recorded.CROSSING);
    assertThat(verification.firstDivergentFrame()).isEqualTo(240);
    assertThat(verification.explanation()).contains("240").contains("180");
  }

  @Test
  void aChangedActionIsFoundByTheNextCheckpoint() {
    int found = 0;
    for (int frame = 100; frame < 600; frame += 25) {
      StringBuilder actions = new StringBuilder(SHORT.actions());
      actions.setCharAt(frame, actions.charAt(frame) == 'c' ? 'f' : 'c');
      Verification verification =
          EpisodeReplay.verify(changed(SHORT.actions(), actions.toString()), Recorded.CROSSING);
      assertThat(verification.identical()).isFalse();
      if (verification.firstDivergentFrame() != Verification.NO_FRAME) {
        assertThat(verification.firstDivergentFrame()).isGreaterThan(frame);
        found++;
      }
    }
    // An action may truly change nothing (the chicken waits); then only the digest tells.
    assertThat(found).isGreaterThan(4);
  }

  @Test
  void aChangedConsoleSeedIsFound() {
    assertThat(
            EpisodeReplay.verify(
                    changed("\"consoleSeed\":7", "\"consoleSeed\":8"), Recorded.CROSSING)
                .identical())
        .isFalse();
  }

  @ParameterizedTest
  @EnumSource(ObservationKind.class)
  void playToGivesTheStateAndTheObservationOfThatStep(ObservationKind kind) {
    List<GameState> states = new ArrayList<>();
    Episode episode =
        Recorded.play(Recorded.settings(402), kind, 11, game -> states.add(game.save()));
    assertThat(states).hasSize(episode.steps() + 1);
    for (int step : List.of(0, 1, 2, 17, 60, episode.steps())) {
      try (ObservedGame game =
          EpisodeReplay.playTo(episode, Recorded.CROSSING, View.of(kind), step)) {
        GameState expected = states.get(step);
        GameState actual = game.save();
        assertThat(actual.observation()).as("step " + step).isEqualTo(expected.observation());
        assertThat(actual.environment().emulator().machine())
            .isEqualTo(expected.environment().emulator().machine());
        assertThat(actual.environment())
            .usingRecursiveComparison()
            .ignoringFields("random", "screenBefore")
            .isEqualTo(expected.environment());
        assertThat(game.environment().episodeFrames()).isEqualTo(episode.frameOfStep(step));
      }
    }
  }

  @Test
  void playToRefusesWhatItCannotGive() {
    assertThatThrownBy(() -> EpisodeReplay.playTo(SHORT, Recorded.CROSSING, View.RAM, 9_999))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("0 … " + SHORT.steps());
    assertThatThrownBy(
            () -> EpisodeReplay.playTo(changed("0.25", "0.35"), Recorded.CROSSING, View.RAM, 1))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("changed after the recording");
  }

  @Test
  void whatIsSaidAboutAnEpisodeMayChange() {
    Episode renamed = SHORT.with(Map.of("run", "another"), SHORT.digest());
    assertThat(EpisodeReplay.verify(renamed, Recorded.CROSSING).identical()).isTrue();
  }

  private static Episode changed(String from, String to) {
    String json = Json.line(SHORT);
    assertThat(json).contains(from);
    return Json.read(json.replace(from, to), Episode.class, "test");
  }
}
