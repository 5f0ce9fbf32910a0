package org.amplia.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.amplia.base.RandomStream;
import org.junit.jupiter.api.Test;

class SamplingTest {
  private static final int SHOWN = 8;
  private static final int OWN = 24;
  private static final int TRANSITIONS = SHOWN + OWN;
  private static final ObservationLayout LAYOUT = NumberedEpisodes.LAYOUT;

  private static ReplaySettings settings(double alpha) {
    return new ReplaySettings(SHOWN + 1 + 2 * (OWN / 2 + 1), 1, 0.9, alpha, 0.25, 2);
  }

  /** 8 demonstrated transitions and 12 of each of two environments; the reward is the number. */
  private static ReplayMemory filled(double alpha) {
    ReplayMemory memory = new ReplayMemory(settings(alpha), LAYOUT);
    play(memory.demonstrations(), 0, SHOWN);
    memory.openLanes(2);
    play(memory.lane(0), SHOWN, OWN / 2);
    play(memory.lane(1), SHOWN + OWN / 2, OWN / 2);
    return memory;
  }

  private static void play(ReplayLane lane, int first, int count) {
    double[] rewards = new double[count];
    Arrays.setAll(rewards, i -> first + i);
    new NumberedEpisodes(lane, first).play(StepEnding.GAME_OVER, rewards);
  }

  private static ReplayBatch batch(int size, double alpha) {
    return ReplayBatch.of(size, LAYOUT, settings(alpha), false);
  }

  /** Index of each transition by its reward, and sets their errors to |error| = number / 4. */
  private static long[] giveErrors(ReplayMemory memory) {
    long[] indices = indices(memory);
    float[] errors = new float[TRANSITIONS];
    for (int i = 0; i < TRANSITIONS; i++) {
      errors[i] = i % 2 == 0 ? i / 4f : -i / 4f;
    }
    memory.updatePriorities(indices, errors);
    return indices;
  }

  private static long[] indices(ReplayMemory memory) {
    ReplayBatch all = batch(2 * TRANSITIONS, 0);
    memory.sample(all, 0, new RandomStream(1));
    long[] indices = new long[TRANSITIONS];
    Arrays.fill(indices, -1);
    for (int i = 0; i < all.size(); i++) {
      indices[(int) all.rewards1()[i]] = all.indices()[i];
    }
    assertThat(indices).doesNotContain(-1);
    return indices;
  }

  private static double priority(int transition) {
    return transition / 4.0 + (transition < SHOWN ? 2 : 0.25);
  }

  private static double[] probabilities(double alpha) {
    double[] p = new double[TRANSITIONS];
    Arrays.setAll(p, i -> Math.pow(priority(i), alpha));
    double total = Arrays.stream(p).sum();
    Arrays.setAll(p, i -> p[i] / total);
    return p;
  }

  private static double chiSquare(ReplayMemory memory, int batchSize, double[] expected) {
    RandomStream random = new RandomStream(5);
    ReplayBatch batch = batch(batchSize, 0);
    int[] counts = new int[TRANSITIONS];
    int draws = 200_000 / batchSize * batchSize;
    for (int drawn = 0; drawn < draws; drawn += batchSize) {
      memory.sample(batch, 0.4, random);
      for (float reward : batch.rewards1()) {
        counts[(int) reward]++;
      }
    }
    double sum = 0;
    for (int i = 0; i < TRANSITIONS; i++) {
      double wanted = draws * expected[i];
      sum += (counts[i] - wanted) * (counts[i] - wanted) / wanted;
    }
    return sum;
  }

  @Test
  void drawsAreInProportionToThePriorities() {
    for (double alpha : new double[] {0.4, 0.6, 1}) {
      try (ReplayMemory memory = filled(alpha)) {
        // New ones are all drawn alike, as everything is at α = 0.
        double[] alike = new double[TRANSITIONS];
        Arrays.fill(alike, 1.0 / TRANSITIONS);
        // 31 degrees of freedom: 61.1 is exceeded once in a thousand, and the seed is fixed.
        assertThat(chiSquare(memory, 1, alike)).isLessThan(61.1);
        giveErrors(memory);
        assertThat(chiSquare(memory, 1, probabilities(alpha))).isBetween(5.0, 61.1);
        // Strata only lower the variance.
        assertThat(chiSquare(memory, 32, probabilities(alpha))).isLessThan(61.1);
        assertThat(chiSquare(memory, 1, probabilities(alpha - 0.1))).isGreaterThan(200);
      }
    }
  }

  @Test
  void uniformDrawsDoNotMindTheErrors() {
    try (ReplayMemory memory = filled(0)) {
      giveErrors(memory);
      assertThat(chiSquare(memory, 1, probabilities(0))).isLessThan(61.1);
    }
  }

  @Test
  void eachPartOfTheTotalGivesOneDraw() {
    try (ReplayMemory memory = filled(1)) {
      giveErrors(memory);
      double[] p = probabilities(1);
      ReplayBatch batch = batch(16, 1);
      for (int round = 0; round < 200; round++) {
        memory.sample(batch, 1, new RandomStream(round));
        double before = 0;
        int next = 0;
        // Demonstrations lie first, then the lanes: the order of the numbers.
        for (int i = 0; i < 16; i++) {
          int drawn = (int) batch.rewards1()[i];
          while (next < drawn) {
            before += p[next++];
          }
          assertThat(before).isLessThan((i + 1) / 16.0 + 1e-9);
          assertThat(before + p[drawn]).isGreaterThan(i / 16.0 - 1e-9);
        }
      }
    }
  }

  @Test
  void importanceWeightsAreExact() {
    double alpha = 0.6;
    try (ReplayMemory memory = filled(alpha)) {
      giveErrors(memory);
      double[] p = probabilities(alpha);
      ReplayBatch batch = batch(16, alpha);
      for (double beta : new double[] {0, 0.4, 1}) {
        memory.sample(batch, beta, new RandomStream(9));
        double[] raw = new double[16];
        Arrays.setAll(raw, i -> Math.pow(1 / (TRANSITIONS * p[(int) batch.rewards1()[i]]), beta));
        double largest = Arrays.stream(raw).max().orElseThrow();
        for (int i = 0; i < 16; i++) {
          assertThat((double) batch.weights()[i]).isCloseTo(raw[i] / largest, within(1e-7));
          assertThat(batch.demonstration()[i]).isEqualTo(batch.rewards1()[i] < SHOWN);
        }
        assertThat(batch.weights()).contains(1f);
      }
    }
  }

  @Test
  void aNewTransitionComesWithTheLargestPrioritySoFar() {
    try (ReplayMemory memory = filled(1)) {
      long[] indices = indices(memory);
      memory.updatePriorities(new long[] {indices[20]}, new float[] {-99.75f});
      memory.updatePriorities(new long[] {indices[20]}, new float[] {0});
      // Lane 0 overwrites two of its frames with an episode of one step, of priority 100.
      NumberedEpisodes again = new NumberedEpisodes(memory.lane(0), 100);
      again.play(StepEnding.GAME_OVER, 1000);
      ReplayBatch batch = batch(1000, 1);
      memory.sample(batch, 0, new RandomStream(3));
      int count = 0;
      for (float reward : batch.rewards1()) {
        count += reward == 1000 ? 1 : 0;
      }
      // The updated one weighs 0.25 by now, all others 1.
      assertThat(count / 1000.0).isCloseTo(100 / (100 + (memory.size() - 2) + 0.25), within(0.002));
    }
  }

  @Test
  void anOverwrittenTransitionsErrorIsPassedOver() {
    try (ReplayMemory memory = filled(1)) {
      long[] indices = indices(memory);
      play(memory.lane(0), 500, OWN / 2);
      long[] before = Arrays.copyOfRange(indices, SHOWN, SHOWN + OWN / 2);
      float[] huge = new float[OWN / 2];
      Arrays.fill(huge, 1e6f);
      double total = memory.contents().priorities().tree().total();
      memory.updatePriorities(before, huge);
      assertThat(memory.contents().priorities().tree().total()).isEqualTo(total);
      assertThat(memory.contents().priorities().maximum()).isEqualTo(1);
    }
  }

  @Test
  void demonstrationsStay() {
    try (ReplayMemory memory = filled(0.4)) {
      for (int i = 0; i < 100; i++) {
        play(memory.lane(i % 2), 100 + i, 1 + i % 11);
      }
      ReplayBatch batch = batch(4 * TRANSITIONS, 0.4);
      memory.sample(batch, 0, new RandomStream(2));
      boolean[] seen = new boolean[SHOWN];
      for (int i = 0; i < batch.size(); i++) {
        if (batch.demonstration()[i]) {
          seen[(int) batch.rewards1()[i]] = true;
        } else {
          assertThat(batch.rewards1()[i]).isGreaterThanOrEqualTo(100);
        }
      }
      assertThat(seen).containsOnly(true);
    }
  }

  @Test
  void wrongUseIsRefused() {
    try (ReplayMemory memory = filled(0.4);
        ReplayMemory empty = new ReplayMemory(settings(0.4), LAYOUT)) {
      ReplayBatch batch = batch(4, 0.4);
      assertThatThrownBy(() -> empty.sample(batch, 0.4, new RandomStream(1)))
          .isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> memory.sample(batch, 1.1, new RandomStream(1)))
          .isInstanceOf(IllegalArgumentException.class);
      memory.sample(batch, 0.4, new RandomStream(1));
      assertThatThrownBy(
              () -> memory.updatePriorities(batch.indices(), new float[] {1, 2, Float.NaN, 3}))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> memory.updatePriorities(batch.indices(), new float[3]))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void drawingMakesNoObjects() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    ReplaySettings settings = ReplaySettings.DQFD.withCapacityFrames(200);
    ObservationLayout layout = new ObservationLayout(16, 4);
    RandomStream random = new RandomStream(4);
    try (ReplayMemory memory = new ReplayMemory(settings, layout)) {
      memory.openLanes(2);
      NaiveLane naive = new NaiveLane(settings, layout, 100);
      for (int i = 0; i < 300; i++) {
        naive.write(memory.lane(1), random, i);
      }
      ReplayBatch batch = ReplayBatch.of(32, layout, settings, true);
      float[] errors = new float[32];
      drawAndUpdate(memory, batch, errors, random, 20_000);
      long before = threads.getCurrentThreadAllocatedBytes();
      drawAndUpdate(memory, batch, errors, random, 10_000);
      long allocated = threads.getCurrentThreadAllocatedBytes() - before;
      // One object in a draw would be 160,000 bytes and more.
      assertThat(allocated).isLessThan(10_000);
    }
  }

  private static void drawAndUpdate(
      ReplayMemory memory, ReplayBatch batch, float[] errors, RandomStream random, int times) {
    for (int i = 0; i < times; i++) {
      memory.sample(batch, 0.6, random);
      for (int j = 0; j < errors.length; j++) {
        errors[j] = (float) random.nextDouble();
      }
      memory.updatePriorities(batch.indices(), errors);
    }
  }

  /** Halves of equal priorities: each kind in as many parts as it has elements. */
  @Test
  void halvesAreOfEachKindAndUniformWithinIt() {
    try (ReplayMemory memory = filled(0)) {
      ReplayBatch batch = batch(2 * SHOWN + 1, 0);
      int[] counts = new int[TRANSITIONS];
      RandomStream random = new RandomStream(9);
      for (int round = 0; round < 3000; round++) {
        memory.sampleHalves(batch, random);
        for (int i = 0; i < batch.size(); i++) {
          assertThat(batch.demonstration()[i]).isEqualTo(i < SHOWN);
          assertThat(batch.weights()[i]).isEqualTo(1);
          counts[(int) batch.rewards1()[i]]++;
        }
      }
      for (int i = 0; i < TRANSITIONS; i++) {
        // 8 elements for 8 shown transitions: one part each. 9 for 24 own ones.
        double expected = i < SHOWN ? 3000 : 3000 * 9.0 / OWN;
        assertThat((double) counts[i]).isCloseTo(expected, within(i < SHOWN ? 0 : expected / 10));
      }
    }
  }

  @Test
  void withOneKindThereAreNoHalves() {
    try (ReplayMemory memory = new ReplayMemory(settings(0), LAYOUT)) {
      ReplayBatch batch = batch(6, 0);
      assertThatThrownBy(() -> memory.sampleHalves(batch, new RandomStream(1)))
          .isInstanceOf(IllegalStateException.class);
      play(memory.demonstrations(), 0, SHOWN);
      memory.sampleHalves(batch, new RandomStream(1));
      assertThat(batch.demonstration()).containsOnly(true);
    }
    try (ReplayMemory memory = new ReplayMemory(settings(0), LAYOUT)) {
      memory.openLanes(1);
      play(memory.lane(0), 0, SHOWN);
      ReplayBatch batch = batch(6, 0);
      memory.sampleHalves(batch, new RandomStream(1));
      assertThat(batch.demonstration()).containsOnly(false);
    }
    try (ReplayMemory memory = filled(0.5)) {
      assertThatThrownBy(() -> memory.sampleHalves(batch(6, 0.5), new RandomStream(1)))
          .isInstanceOf(IllegalStateException.class);
    }
  }
}
