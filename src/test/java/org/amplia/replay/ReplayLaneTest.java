package org.amplia.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;
import org.amplia.base.RandomStream;
import org.amplia.base.UserError;
import org.junit.jupiter.api.Test;

class ReplayLaneTest {
  private static final ReplaySettings THREE_STEP = new ReplaySettings(64, 3, 0.5, 0, 0.001, 1.0);

  /** By the transition's action: reward1, returnN, discount1, discount. */
  private static Map<Integer, float[]> targets(StepEnding ending) {
    try (ReplayMemory memory = new ReplayMemory(THREE_STEP, NumberedEpisodes.LAYOUT)) {
      memory.openLanes(1);
      new NumberedEpisodes(memory.lane(0), 0).play(ending, 1, 2, 4, 8);
      TreeMap<Integer, float[]> all = new TreeMap<>();
      if (memory.size() == 0) {
        return all;
      }
      ReplayBatch batch =
          ReplayBatch.of(2 * memory.size(), NumberedEpisodes.LAYOUT, THREE_STEP, false);
      memory.sample(batch, 0, new RandomStream(1));
      for (int i = 0; i < batch.size(); i++) {
        all.put(
            batch.actions()[i],
            new float[] {
              batch.rewards1()[i], batch.returnsN()[i], batch.discounts1()[i], batch.discounts()[i]
            });
      }
      return all;
    }
  }

  @Test
  void nothingIsCreditedBeyondTheGamesEnd() {
    for (StepEnding ending : new StepEnding[] {StepEnding.GAME_OVER, StepEnding.LIFE_LOST}) {
      Map<Integer, float[]> targets = targets(ending);
      assertThat(targets).hasSize(4);
      assertThat(targets.get(0)).containsExactly(1, 1 + 1 + 1, 0.5f, 0.125f);
      assertThat(targets.get(1)).containsExactly(2, 2 + 2 + 2, 0.5f, 0);
      assertThat(targets.get(2)).containsExactly(4, 4 + 4, 0.5f, 0);
      assertThat(targets.get(3)).containsExactly(8, 8, 0, 0);
    }
  }

  @Test
  void aTimeLimitBootstrapsFromTheLastObservation() {
    Map<Integer, float[]> targets = targets(StepEnding.TIME_LIMIT);
    assertThat(targets).hasSize(4);
    assertThat(targets.get(1)).containsExactly(2, 2 + 2 + 2, 0.5f, 0.125f);
    assertThat(targets.get(2)).containsExactly(4, 4 + 4, 0.5f, 0.25f);
    assertThat(targets.get(3)).containsExactly(8, 8, 0.5f, 0.5f);
  }

  @Test
  void aRunningEpisodesLastStepsWait() {
    assertThat(targets(StepEnding.NONE).keySet()).containsExactly(0, 1);
  }

  @Test
  void framesGoOnOverALostLife() {
    ObservationLayout layout = new ObservationLayout(1, 3);
    try (ReplayMemory memory = new ReplayMemory(THREE_STEP, layout)) {
      memory.openLanes(1);
      ReplayLane lane = memory.lane(0);
      lane.begin(ByteBuffer.wrap(new byte[] {1, 1, 1}), 0);
      lane.add(0, 0, StepEnding.LIFE_LOST, ByteBuffer.wrap(new byte[] {1, 1, 2}), 0);
      lane.add(5, 0, StepEnding.GAME_OVER, ByteBuffer.wrap(new byte[] {1, 2, 3}), 0);
      ReplayBatch batch = ReplayBatch.of(4, layout, THREE_STEP, true);
      memory.sample(batch, 0, new RandomStream(1));
      assertThat(batch.actions()).containsExactly(0, 0, 5, 5);
      assertThat(bytes(batch.observations())).containsExactly(1, 1, 1, 1, 1, 1, 1, 1, 2, 1, 1, 2);
      assertThat(bytes(batch.nextObservations()))
          .containsExactly(1, 1, 2, 1, 1, 2, 1, 2, 3, 1, 2, 3);
    }
  }

  @Test
  void wrongUseIsRefused() {
    ObservationLayout layout = new ObservationLayout(1, 3);
    try (ReplayMemory memory = new ReplayMemory(THREE_STEP, layout)) {
      ByteBuffer first = ByteBuffer.wrap(new byte[] {7, 7, 7});
      ByteBuffer second = ByteBuffer.wrap(new byte[] {7, 7, 8});
      assertThatThrownBy(() -> memory.lane(0)).isInstanceOf(IndexOutOfBoundsException.class);
      memory.openLanes(2);
      assertThatThrownBy(() -> memory.openLanes(2)).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> memory.demonstrations().begin(first, 0))
          .isInstanceOf(IllegalStateException.class);
      ReplayLane lane = memory.lane(1);
      assertThatThrownBy(() -> lane.add(0, 0, StepEnding.NONE, second, 0))
          .isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> lane.begin(second, 0)).isInstanceOf(IllegalArgumentException.class);
      lane.begin(first, 0);
      for (byte[] other : new byte[][] {{7, 6, 8}, {6, 7, 8}}) {
        assertThatThrownBy(() -> lane.add(0, 0, StepEnding.NONE, ByteBuffer.wrap(other), 0))
            .isInstanceOf(IllegalArgumentException.class);
      }
      assertThatThrownBy(() -> lane.add(128, 0, StepEnding.NONE, second, 0))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> lane.add(0, Double.NaN, StepEnding.NONE, second, 0))
          .isInstanceOf(IllegalArgumentException.class);
      lane.add(0, 0, StepEnding.GAME_OVER, second, 0);
      assertThatThrownBy(() -> lane.add(0, 0, StepEnding.NONE, second, 0))
          .isInstanceOf(IllegalStateException.class);
      memory.close();
      assertThatThrownBy(() -> lane.begin(first, 0)).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void tooManyDemonstrationsAreRefusedInOneLine() {
    try (ReplayMemory memory = new ReplayMemory(THREE_STEP, NumberedEpisodes.LAYOUT)) {
      NumberedEpisodes shown = new NumberedEpisodes(memory.demonstrations(), 0);
      double[] rewards = new double[30];
      shown.play(StepEnding.GAME_OVER, rewards);
      shown.play(StepEnding.GAME_OVER, rewards);
      assertThatThrownBy(() -> memory.openLanes(1))
          .isInstanceOf(UserError.class)
          .hasMessageContaining("66 or more");
      assertThatThrownBy(() -> shown.play(StepEnding.GAME_OVER, rewards))
          .isInstanceOf(UserError.class)
          .hasMessageContaining("64");
    }
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.capacity()];
    buffer.get(0, bytes);
    return bytes;
  }
}
