package org.amplia.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.amplia.base.RandomStream;
import org.amplia.base.RandomStreams;
import org.amplia.env.EnvironmentSettings;
import org.amplia.env.Step;
import org.amplia.env.Step.Ending;
import org.amplia.observe.EnvironmentBatch.VectorStep;
import org.amplia.observe.VectorEnvironment.LaneState;
import org.amplia.observe.VectorEnvironment.VectorSettings;
import org.amplia.rom.Cartridge;
import org.amplia.rom.RealRoms;
import org.amplia.rom.RomLibrary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
class VectorEnvironmentTest {
  static final Cartridge CROSSING = RomLibrary.fromEnvironment().open("crossing");
  private static final int CONSOLE_SEED = 7;
  private static final long SEED = 11;

  /** Short episodes, so that there are many ends. */
  static final EnvironmentSettings SHORT =
      new EnvironmentSettings(4, 0.25, 30, false, false, true, 400, -1, -1);

  @ParameterizedTest
  @EnumSource
  void itIsSingleGamesStepForStep(ObservationKind kind) {
    assertSingleGames(CROSSING, kind, SHORT, 3, 300);
  }

  /** Screens of 250 and 214 rows, a game with lives, a game with negative rewards. */
  @Test
  void onRealGamesToo(@TempDir Path home) {
    RomLibrary library = RealRoms.importedInto(home);
    for (String game : new String[] {"air_raid", "carnival", "breakout", "pong"}) {
      assertSingleGames(
          library.open(game), ObservationKind.PIXELS, EnvironmentSettings.STANDARD, 2, 250);
    }
  }

  /** A single game with the seeds of one environment of the vector. */
  private static final class Single implements AutoCloseable {
    final ObservedGame game;
    final RandomStream episodes;
    boolean over = true;
    Step step;
    boolean begins;

    Single(Cartridge cartridge, ObservationKind kind, EnvironmentSettings settings, int index) {
      game = new ObservedGame(cartridge, settings, View.of(kind), CONSOLE_SEED);
      episodes = new RandomStreams(SEED).stream("environment", index);
    }

    void step(int action) {
      begins = over;
      if (over) {
        game.reset(new RandomStream(episodes.nextLong()));
        step = new Step(0, 0, null);
      } else {
        step = game.step(action);
      }
      over = step.endsEpisode();
    }

    @Override
    public void close() {
      game.close();
    }
  }

  private static void assertSingleGames(
      Cartridge cartridge, ObservationKind kind, EnvironmentSettings settings, int count, int n) {
    List<Single> singles = new ArrayList<>();
    try (VectorEnvironment vector = vector(cartridge, settings, kind, count, 2)) {
      for (int i = 0; i < count; i++) {
        singles.add(new Single(cartridge, kind, settings, i));
      }
      RandomStream random = new RandomStream(5);
      int[] actions = new int[count];
      for (int step = 0; step < n; step++) {
        Arrays.setAll(actions, i -> random.nextInt(vector.actionCount()));
        vector.stepAll(actions);
        for (int i = 0; i < count; i++) {
          singles.get(i).step(actions[i]);
          assertSame(vector, i, singles.get(i));
        }
      }
    } finally {
      singles.forEach(Single::close);
    }
  }

  private static void assertSame(VectorEnvironment vector, int i, Single single) {
    VectorStep steps = vector.steps();
    assertThat(observation(vector.observations(), vector, i)).isEqualTo(single.game.observation());
    assertThat(steps.rewards()[i]).isEqualTo(single.step.reward());
    assertThat(steps.begins()[i]).isEqualTo(single.begins);
    assertThat(steps.gameOver()[i]).isEqualTo(single.step.ending() instanceof Ending.GameOver);
    assertThat(steps.timeLimit()[i]).isEqualTo(single.step.ending() instanceof Ending.TimeLimit);
    assertThat(steps.livesLost()[i]).isEqualTo(single.step.livesLost());
    assertThat(steps.lives()[i]).isEqualTo(single.game.environment().lives());
    if (single.over) {
      assertThat(steps.ended(i)).isTrue();
      assertThat(steps.episodeScores()[i]).isEqualTo(single.game.environment().episodeScore());
      assertThat(steps.episodeFrames()[i]).isEqualTo(single.game.environment().episodeFrames());
    }
  }

  @Test
  void theStepAfterAnEndBeginsTheNextEpisode() {
    try (VectorEnvironment vector = vector(CROSSING, SHORT, ObservationKind.PIXELS, 1, 1)) {
      vector.stepAll(new int[] {1});
      assertThat(vector.steps().begins()[0]).isTrue();
      while (!vector.steps().ended(0)) {
        vector.stepAll(new int[] {1});
      }
      assertThat(vector.steps().timeLimit()[0]).isTrue();
      assertThat(vector.steps().gameOver()[0]).isFalse();
      assertThat(vector.steps().episodes()[0]).isEqualTo(1);
      assertThat(vector.steps().episodeFrames()[0]).isEqualTo(400);
      byte[] last = observation(vector.observations(), vector, 0);
      vector.stepAll(new int[] {1});
      assertThat(vector.steps().begins()[0]).isTrue();
      assertThat(vector.steps().ended(0)).isFalse();
      assertThat(vector.steps().rewards()[0]).isZero();
      assertThat(observation(vector.observations(), vector, 0)).isNotEqualTo(last);
      assertThat(vector.steps().episodeFrames()[0]).isEqualTo(400);
      vector.stepAll(new int[] {1});
      vector.resetAll();
      assertThat(vector.steps().begins()[0]).isTrue();
      assertThat(vector.steps().episodes()[0]).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource(ObservationKind.class)
  void whatWasSavedGoesOnExactly(ObservationKind kind) {
    VectorSettings settings = new VectorSettings(3, 2, View.of(kind), 11, 7);
    VectorSettings others = new VectorSettings(3, 1, View.of(kind), 11, 8);
    try (VectorEnvironment vector = new VectorEnvironment(CROSSING, SHORT, settings);
        VectorEnvironment other = new VectorEnvironment(CROSSING, SHORT, others)) {
      vector.resetAll();
      other.resetAll();
      RandomStream random = new RandomStream(1);
      boolean savedAtAnEnd = false;
      for (int save = 0; save < 8; save++) {
        List<LaneState> states = vector.save();
        savedAtAnEnd |= states.stream().anyMatch(lane -> lane.counters().begins());
        other.restore(states);
        assertThat(bytes(other.observations())).isEqualTo(bytes(vector.observations()));
        int steps = savedAtAnEnd ? 61 : 1 + random.nextInt(40);
        for (int step = 0; step < steps; step++) {
          int[] actions = {random.nextInt(3), random.nextInt(3), random.nextInt(3)};
          vector.stepAll(actions);
          other.stepAll(actions);
          assertThat(bytes(other.observations())).isEqualTo(bytes(vector.observations()));
          assertThat(other.steps()).usingRecursiveComparison().isEqualTo(vector.steps());
          if (!savedAtAnEnd && vector.steps().ended(0)) {
            break;
          }
        }
      }
      assertThat(savedAtAnEnd).isTrue();
    }
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.capacity()];
    buffer.get(0, bytes);
    return bytes;
  }

  @Test
  void threadsChangeNothing() {
    List<String> alone = history(1, 4, false);
    assertThat(history(2, 4, false)).isEqualTo(alone);
    assertThat(history(5, 4, false)).isEqualTo(alone);
  }

  @Test
  void whatIsReadyFirstIsTheSameAsAllAtOnce() {
    List<String> together = history(2, 5, false);
    assertThat(history(1, 5, true)).isEqualTo(together);
    assertThat(history(2, 5, true)).isEqualTo(together);
    assertThat(history(3, 5, true)).isEqualTo(together);
  }

  /** What 150 steps of each environment came to; the action depends on step and environment. */
  private static List<String> history(int threads, int count, boolean asynchronous) {
    int n = 150;
    String[][] lines = new String[count][n];
    int[] taken = new int[count];
    int unfinished = count;
    try (VectorEnvironment vector =
        vector(CROSSING, SHORT, ObservationKind.PIXELS, count, threads)) {
      int[] all = new int[count];
      Arrays.setAll(all, i -> i);
      int[] actions = new int[count];
      if (asynchronous) {
        vector.send(all, actions);
      }
      for (int left = n * count; left > 0; ) {
        int ready;
        if (asynchronous) {
          ready = vector.receive(Math.min(2, unfinished));
          System.arraycopy(vector.ready(), 0, all, 0, ready);
        } else {
          vector.stepAll(actions);
          ready = count;
        }
        left -= ready;
        int again = 0;
        for (int i = 0; i < ready; i++) {
          int lane = all[i];
          lines[lane][taken[lane]++] =
              vector.steps().rewards()[lane]
                  + " "
                  + vector.steps().ended(lane)
                  + " "
                  + Arrays.hashCode(observation(vector.observations(), vector, lane));
          if (taken[lane] < n) {
            all[again] = lane;
            actions[again++] = (taken[lane] * 7 + lane) % 3;
          } else {
            unfinished--;
          }
        }
        if (asynchronous) {
          vector.send(all, actions, again);
        }
      }
    }
    return Arrays.stream(lines).flatMap(Arrays::stream).toList();
  }

  @Test
  void aStepMakesNoObjects() {
    com.sun.management.ThreadMXBean memory =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    int count = 4;
    int steps = 2_000;
    EnvironmentSettings tiny = new EnvironmentSettings(1, 0.25, 0, false, false, true, 800, -1, -1);
    try (VectorEnvironment vector = vector(CROSSING, tiny, ObservationKind.PIXELS, count, 2)) {
      int[] actions = {0, 1, 2, 1};
      int[] all = {0, 1, 2, 3};
      // What a thread makes once, it makes here: stepAll leaves one of them idle.
      for (int step = 0; step < steps; step++) {
        vector.stepAll(actions);
        vector.send(all, actions);
        vector.receive(count);
      }
      long[] threads =
          Thread.getAllStackTraces().keySet().stream()
              .filter(t -> t == Thread.currentThread() || t.getName().startsWith("environments-"))
              .mapToLong(Thread::getId)
              .toArray();
      assertThat(threads).hasSizeGreaterThanOrEqualTo(3);
      long[] before = memory.getThreadAllocatedBytes(threads);
      for (int step = 0; step < steps / 2; step++) {
        vector.stepAll(actions);
      }
      for (int step = 0; step < steps / 2; step++) {
        vector.send(all, actions);
        vector.receive(count);
      }
      long[] after = memory.getThreadAllocatedBytes(threads);
      long bytes = 0;
      for (int i = 0; i < threads.length; i++) {
        bytes += after[i] - before[i];
      }
      // The measurement itself makes an array or two.
      assertThat(bytes / (double) (steps * count)).isLessThan(1);
    }
  }

  @Test
  void observationsLieOutsideTheHeapOneAfterTheOther() {
    try (VectorEnvironment vector = vector(CROSSING, SHORT, ObservationKind.PIXELS, 3, 2)) {
      assertThat(vector.observations().isDirect()).isTrue();
      assertThat(vector.observations().capacity()).isEqualTo(3 * 4 * 84 * 84);
      vector.resetAll();
      byte[] first = observation(vector.observations(), vector, 0);
      byte[] last = observation(vector.observations(), vector, 2);
      vector.send(new int[] {1}, new int[] {1});
      vector.receive(1);
      assertThat(observation(vector.observations(), vector, 0)).isEqualTo(first);
      assertThat(observation(vector.observations(), vector, 2)).isEqualTo(last);
    }
    try (VectorEnvironment vector = vector(CROSSING, SHORT, ObservationKind.RAM, 3, 2)) {
      assertThat(vector.observations().capacity()).isEqualTo(3 * (256 + 3));
    }
  }

  static VectorEnvironment vector(
      Cartridge cartridge,
      EnvironmentSettings settings,
      ObservationKind kind,
      int count,
      int threads) {
    return new VectorEnvironment(
        cartridge, settings, new VectorSettings(count, threads, View.of(kind), CONSOLE_SEED, SEED));
  }

  private static byte[] observation(ByteBuffer buffer, VectorEnvironment vector, int index) {
    byte[] bytes = new byte[vector.observationLength()];
    buffer.get(index * bytes.length, bytes);
    return bytes;
  }
}
