package org.amplia.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.amplia.base.RandomStream;
import org.amplia.env.EnvironmentSettings;
import org.amplia.observe.ObservationKind;
import org.amplia.observe.VectorEnvironment;
import org.amplia.observe.VectorEnvironment.VectorSettings;
import org.amplia.observe.View;
import org.amplia.rom.RomLibrary;
import org.junit.jupiter.api.Test;

/** Eight real games, whose observations come back as {@code observe} made them. */
class PixelStackTest {
  private static final int LANES = 8;
  private static final int LANE_FRAMES = 60;
  private static final int STEPS = 150;

  /** An observation's step and lane, unique, is also the reward of the step from it. */
  private static float number(int step, int lane) {
    return step * LANES + lane;
  }

  @Test
  void stacksComeBackAsTheyWereSeen() {
    check(ObservationKind.PIXELS, ObservationLayout.PIXELS);
  }

  @Test
  void soDoRamFeatures() {
    check(ObservationKind.RAM, ObservationLayout.whole(ObservationKind.RAM.length(3)));
  }

  private static void check(ObservationKind kind, ObservationLayout layout) {
    ReplaySettings settings = new ReplaySettings(LANES * LANE_FRAMES, 1, 0.99, 0, 0.001, 1.0);
    RandomStream random = new RandomStream(3);
    Map<Float, byte[]> seen = new HashMap<>();
    try (VectorEnvironment games = games(kind);
        ReplayMemory memory = new ReplayMemory(settings, layout)) {
      assertThat(games.observationLength()).isEqualTo(layout.observationBytes());
      memory.openLanes(LANES);
      int episodes = 0;
      int[] actions = new int[LANES];
      for (int step = 0; step < STEPS; step++) {
        games.stepAll(actions);
        for (int lane = 0; lane < LANES; lane++) {
          int offset = lane * games.observationLength();
          if (games.steps().begins()[lane]) {
            episodes++;
            memory.lane(lane).begin(games.observations(), offset);
          } else {
            StepEnding ending = ending(games, lane);
            memory
                .lane(lane)
                .add(actions[lane], number(step - 1, lane), ending, games.observations(), offset);
          }
          byte[] observation = new byte[games.observationLength()];
          games.observations().get(offset, observation);
          seen.put(number(step, lane), observation);
          actions[lane] = random.nextInt(games.actionCount());
        }
      }
      assertThat(episodes).isGreaterThan(2 * LANES);
      compare(memory, seen);
    }
  }

  private static StepEnding ending(VectorEnvironment games, int lane) {
    if (games.steps().gameOver()[lane]) {
      return StepEnding.GAME_OVER;
    }
    return games.steps().timeLimit()[lane] ? StepEnding.TIME_LIMIT : StepEnding.NONE;
  }

  private static VectorEnvironment games(ObservationKind kind) {
    return new VectorEnvironment(
        RomLibrary.fromEnvironment().open("crossing"),
        new EnvironmentSettings(4, 0.25, 30, false, false, true, 160, -1, -1),
        new VectorSettings(LANES, 1, View.of(kind), 0, 5));
  }

  private static void compare(ReplayMemory memory, Map<Float, byte[]> seen) {
    ReplayBatch batch =
        ReplayBatch.of(2 * memory.size(), memory.layout(), memory.settings(), false);
    memory.sample(batch, 0, new RandomStream(1));
    List<Float> drawn = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      float number = batch.rewards1()[i];
      drawn.add(number);
      assertThat(observation(batch.observations(), i, memory)).isEqualTo(seen.get(number));
      assertThat(observation(batch.nextObservations(), i, memory))
          .isEqualTo(seen.get(number + LANES));
    }
    // All but an episode's last frame of each lane, and what the oldest stacks lack.
    assertThat(drawn.stream().distinct()).hasSizeGreaterThan(LANES * (LANE_FRAMES - 10));
  }

  private static byte[] observation(ByteBuffer buffer, int element, ReplayMemory memory) {
    byte[] bytes = new byte[memory.layout().observationBytes()];
    buffer.get(element * bytes.length, bytes);
    return bytes;
  }
}
