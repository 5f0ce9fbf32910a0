package org.amplia.episode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.amplia.base.RandomStream;
import org.amplia.base.UserError;
import org.amplia.observe.GameState;
import org.amplia.observe.ObservationKind;
import org.amplia.observe.ObservedGame;
import org.amplia.observe.Snapshot;
import org.amplia.observe.View;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EpisodeTapeTest {
  private static final List<byte[]> SCREENS = new ArrayList<>();
  private static final Episode EPISODE =
      Recorded.play(
          Recorded.settings(1_802),
          ObservationKind.RAM,
          5,
          game -> {
            byte[] screen = new byte[game.environment().rows() * game.environment().columns()];
            game.environment().copyScreen(screen);
            SCREENS.add(screen);
          });

  @Test
  void picturesAreThoseThatWereSeenInWhateverOrderTheyAreAskedFor() {
    assertThat(SCREENS).hasSize(EPISODE.steps() + 1).hasSizeGreaterThan(400);
    try (EpisodeTape tape = new EpisodeTape(EPISODE, Recorded.CROSSING, View.RAM)) {
      assertThat(tape.rows() * tape.columns()).isEqualTo(SCREENS.get(0).length);
      RandomStream random = new RandomStream(1);
      for (int i = 0; i < 40; i++) {
        int count = 1 + random.nextInt(20);
        int from = random.nextInt(EPISODE.steps() + 2 - count);
        assertSeen(tape.pictures(from, count), from, count);
      }
      assertSeen(tape.pictures(0, 1), 0, 1);
      assertSeen(tape.pictures(EPISODE.steps(), 1), EPISODE.steps(), 1);
    }
  }

  private static void assertSeen(byte[] pictures, int from, int count) {
    int size = SCREENS.get(0).length;
    assertThat(pictures).hasSize(count * size);
    for (int i = 0; i < count; i++) {
      assertThat(Arrays.equals(pictures, i * size, (i + 1) * size, SCREENS.get(from + i), 0, size))
          .as("picture %d", from + i)
          .isTrue();
    }
  }

  @Test
  void itTellsLivesAndActions() {
    try (EpisodeTape tape = new EpisodeTape(EPISODE, Recorded.CROSSING, View.RAM)) {
      assertThat(tape.lives()).hasSize(EPISODE.steps() + 1).containsOnly(0);
      assertSeen(tape.pictures(7, 2), 7, 2);
      assertThat(tape.aleActions()).containsExactly(0, 2, 5);
      assertThat(tape.palette().rgb(0)).isZero();
    }
  }

  /** Who waits for a late step of a long game may leave. */
  @Test
  void windingStopsWhereItsThreadIsInterrupted() {
    try (EpisodeTape tape = new EpisodeTape(EPISODE, Recorded.CROSSING, View.RAM)) {
      tape.pictures(100, 1);
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> tape.pictures(300, 1))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("interrupted");
      assertThatThrownBy(
              () -> EpisodeReplay.playTo(EPISODE, Recorded.CROSSING, View.RAM, EPISODE.steps()))
          .isInstanceOf(IllegalStateException.class);
      assertThat(Thread.interrupted()).isTrue();
      assertSeen(tape.pictures(100, 3), 100, 3);
      assertSeen(tape.pictures(300, 1), 300, 1);
    }
  }

  @Test
  void thereAreNoOthers() {
    try (EpisodeTape tape = new EpisodeTape(EPISODE, Recorded.CROSSING, View.RAM)) {
      for (int[] wrong : new int[][] {{-1, 1}, {EPISODE.steps(), 2}, {EPISODE.steps() + 1, 1}}) {
        assertThatThrownBy(() -> tape.pictures(wrong[0], wrong[1]))
            .isInstanceOf(UserError.class)
            .hasMessageContaining("no agent step");
      }
    }
  }

  @Test
  void whatWasChangedIsNotPlayed() {
    Episode changed = EPISODE.with(Map.of(), "0123456789abcdef");
    assertThatThrownBy(() -> new EpisodeTape(changed, Recorded.CROSSING, View.RAM))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("changed after the recording");
  }

  @ParameterizedTest
  @EnumSource(ObservationKind.class)
  void statesAreThoseThatAReplayComesTo(ObservationKind kind) {
    View view = View.of(kind);
    try (EpisodeTape tape = new EpisodeTape(EPISODE, Recorded.CROSSING, view)) {
      for (int step : new int[] {200, 3, 130, 129, 131, EPISODE.steps(), 0, 64}) {
        GameState expected;
        try (ObservedGame game = EpisodeReplay.playTo(EPISODE, Recorded.CROSSING, view, step)) {
          expected = game.save();
        }
        assertThat(Snapshot.toBytes(tape.state(step)))
            .as("step %d", step)
            .isEqualTo(Snapshot.toBytes(expected));
        assertThat(tape.stateWithScreen(step).observation()).isEqualTo(expected.observation());
      }
    }
  }
}
