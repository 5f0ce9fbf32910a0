package org.amplia.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.amplia.base.RandomStream;

/** Random episodes, beside lists of whole observations. */
class ReplayMemoryTest {
  private static final int FRAME_BYTES = 9;

  @Property(seed = "20261124", tries = 400)
  void givesWhatWasWritten(
      @ForAll @IntRange(min = 1, max = 8) int lanes,
      @ForAll @IntRange(min = 1, max = 4) int stack,
      @ForAll @IntRange(min = 1, max = 6) int nSteps,
      @ForAll @IntRange(min = 0, max = 40) int shown,
      @ForAll @IntRange(min = 0, max = 40) int spare,
      @ForAll long seed) {
    ObservationLayout layout = new ObservationLayout(FRAME_BYTES, stack);
    int length = nSteps + stack + spare;
    ReplaySettings settings =
        new ReplaySettings(shown + lanes * length, nSteps, 0.9, 0, 0.001, 1.0);
    RandomStream random = new RandomStream(seed);
    try (ReplayMemory memory = new ReplayMemory(settings, layout)) {
      List<NaiveLane> naive = new ArrayList<>();
      naive.add(new NaiveLane(settings, layout, Integer.MAX_VALUE));
      float reward = 0;
      while (naive.get(0).size() < shown) {
        naive.get(0).write(memory.demonstrations(), random, ++reward);
      }
      check(memory, naive, random);
      memory.openLanes(lanes);
      naive.get(0).cutOff();
      for (int i = 0; i < lanes; i++) {
        naive.add(new NaiveLane(settings, layout, length));
      }
      for (int round = 0; round < 6; round++) {
        for (int i = random.nextInt(2 * lanes * length); i >= 0; i--) {
          int lane = random.nextInt(lanes);
          naive.get(1 + lane).write(memory.lane(lane), random, ++reward);
        }
        check(memory, naive, random);
      }
    }
  }

  /** All that can be drawn is drawn, nothing else, and every field of it is right. */
  private static void check(ReplayMemory memory, List<NaiveLane> naive, RandomStream random) {
    Map<Float, NaiveLane.Expected> expected = new HashMap<>();
    Map<Float, Boolean> demonstrated = new HashMap<>();
    for (NaiveLane lane : naive) {
      for (NaiveLane.Expected transition : lane.drawable()) {
        expected.put(transition.reward1(), transition);
        demonstrated.put(transition.reward1(), lane == naive.get(0));
      }
    }
    assertThat(memory.size()).isEqualTo(expected.size());
    if (expected.isEmpty()) {
      return;
    }
    // Each transition's share of the total holds at least one whole part of the stratified draw.
    ReplayBatch batch =
        ReplayBatch.of(2 * memory.size(), memory.layout(), memory.settings(), random.nextBoolean());
    memory.sample(batch, 0.5, random);
    TreeSet<Float> drawn = new TreeSet<>();
    for (int i = 0; i < batch.size(); i++) {
      float reward = batch.rewards1()[i];
      NaiveLane.Expected transition = expected.get(reward);
      assertThat(transition).as("transition with reward " + reward).isNotNull();
      drawn.add(reward);
      assertThat(observation(batch.observations(), i, memory)).isEqualTo(transition.observation());
      assertThat(observation(batch.nextObservations(), i, memory)).isEqualTo(transition.next());
      if (batch.nextObservations1() != null) {
        assertThat(observation(batch.nextObservations1(), i, memory)).isEqualTo(transition.next1());
      }
      assertThat(batch.actions()[i]).isEqualTo(transition.action());
      assertThat(batch.returnsN()[i])
          .isCloseTo(transition.returnN(), within(1e-5f * Math.abs(transition.returnN())));
      assertThat(batch.discounts()[i]).isCloseTo(transition.discount(), within(1e-6f));
      assertThat(batch.discounts1()[i]).isEqualTo(transition.discount1());
      assertThat(batch.weights()[i]).isEqualTo(1);
      assertThat(batch.demonstration()[i]).isEqualTo(demonstrated.get(reward));
    }
    assertThat(drawn).isEqualTo(new TreeSet<>(expected.keySet()));
  }

  private static byte[] observation(ByteBuffer buffer, int element, ReplayMemory memory) {
    byte[] bytes = new byte[memory.layout().observationBytes()];
    buffer.get(element * bytes.length, bytes);
    return bytes;
  }
}
