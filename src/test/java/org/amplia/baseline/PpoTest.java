package org.amplia.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.amplia.base.RandomStream;
import org.amplia.baseline.Ppo.PpoSettings;
import org.amplia.baseline.Ppo.RolloutBuffer;
import org.amplia.net.Architecture;
import org.amplia.net.Head;
import org.amplia.net.InputEncoder;
import org.amplia.net.Network;
import org.amplia.net.Rate;
import org.junit.jupiter.api.Test;

class PpoTest {
  private static final double DISCOUNT = 0.95;
  private static final PpoSettings SETTINGS =
      new PpoSettings(
          64,
          4,
          64,
          Rate.fixed(3e-3),
          0,
          60,
          new GeneralisedAdvantage(DISCOUNT, 0.95),
          new PpoLoss(0.2, 0.5, 0.01, true),
          0.5,
          RewardTransform.named("raw"));

  private static Network network(SmallTask task, int outputs, long seed) {
    return new Network(
        new Architecture.DeepMlp(task.states(), List.of(32), outputs, Head.ACTOR_CRITIC),
        new InputEncoder.Scaled(task.states()),
        new RandomStream(seed));
  }

  private static List<IdentityTask> identities() {
    return IntStream.range(0, 8)
        .mapToObj(i -> new IdentityTask(5, 20, new RandomStream(i)))
        .toList();
  }

  private static int mostProbable(float[] outputs, int actions) {
    return IntStream.range(0, actions).reduce(0, (a, b) -> outputs[b] > outputs[a] ? b : a);
  }

  @Test
  void solvesTheIdentityTask() {
    List<IdentityTask> tasks = identities();
    TaskBatch environments = new TaskBatch(tasks);
    try (Network network = network(tasks.get(0), 6, 1)) {
      Ppo ppo = new Ppo(SETTINGS, environments, network, new RandomStream(2));
      for (int update = 0; update < SETTINGS.updates(); update++) {
        ppo.update();
      }
      for (int state = 0; state < 5; state++) {
        float[] outputs = network.forward(new byte[][] {tasks.get(0).observation(state)})[0];
        assertThat(mostProbable(outputs, 5)).isEqualTo(state);
      }
      // Chance alone brings 4 of 20; the policy still plays with its own randomness.
      assertThat(environments.steps().episodeScores())
          .satisfies(scores -> assertThat(DoubleStream.of(scores)).allMatch(score -> score > 17));
    }
  }

  @Test
  void solvesTheChainAndKnowsWhatItIsWorth() {
    List<Chain> tasks = IntStream.range(0, 8).mapToObj(i -> new Chain(10, 200)).toList();
    try (Network network = network(tasks.get(0), 3, 3)) {
      Ppo ppo = new Ppo(SETTINGS, new TaskBatch(tasks), network, new RandomStream(4));
      for (int update = 0; update < SETTINGS.updates(); update++) {
        ppo.update();
      }
      for (int state = 0; state < 10; state++) {
        float[] outputs = network.forward(new byte[][] {tasks.get(0).observation(state)})[0];
        assertThat(mostProbable(outputs, 2)).isEqualTo(Chain.RIGHT);
        assertThat((double) outputs[2])
            .isCloseTo(tasks.get(0).value(state, Chain.RIGHT, DISCOUNT), within(0.15));
      }
    }
  }

  @Test
  void aStepThatOnlyBeginsAnEpisodeIsNotLearnedFrom() {
    List<IdentityTask> tasks = identities();
    TaskBatch environments = new TaskBatch(tasks);
    RolloutBuffer buffer = new RolloutBuffer(43, environments, RewardTransform.named("raw"));
    int[] actions = new int[8];
    float[] zeros = new float[8];
    for (int step = 0; step < 43; step++) {
      buffer.before(step, environments.observations(), actions, zeros, zeros);
      environments.stepAll(actions);
      buffer.after(step, environments.steps());
    }
    // Steps 20 and 41 begin the second and the third episode of each of eight.
    assertThat(buffer.indices()).hasSize(8 * 41);
    assertThat(IntStream.of(buffer.indices()).map(index -> index / 8)).doesNotContain(20, 41);
  }

  @Test
  void theSameSeedsGiveTheSameNetwork() {
    assertThat(afterFiveUpdates(7)).isEqualTo(afterFiveUpdates(7));
    assertThat(afterFiveUpdates(7)).isNotEqualTo(afterFiveUpdates(8));
  }

  private static List<Float> afterFiveUpdates(long seed) {
    List<IdentityTask> tasks = identities();
    try (Network network = network(tasks.get(0), 6, 1)) {
      Ppo ppo = new Ppo(SETTINGS, new TaskBatch(tasks), network, new RandomStream(seed));
      for (int update = 0; update < 5; update++) {
        ppo.update();
      }
      float[] outputs = network.forward(new byte[][] {tasks.get(0).observation(3)})[0];
      return IntStream.range(0, 6).mapToObj(i -> outputs[i]).toList();
    }
  }

  @Test
  void tellsOfEveryMetric() {
    List<IdentityTask> tasks = identities();
    try (Network network = network(tasks.get(0), 6, 1)) {
      Ppo ppo = new Ppo(SETTINGS, new TaskBatch(tasks), network, new RandomStream(1));
      Map<String, Double> metrics = ppo.update();
      assertThat(metrics)
          .containsOnlyKeys(
              "ppo_loss",
              "policy_loss",
              "value_loss",
              "policy_entropy",
              "approximate_kl",
              "clip_fraction",
              "explained_variance");
      assertThat(metrics.get("policy_entropy")).isCloseTo(Math.log(5), within(0.1));
    }
  }

  @Test
  void refusesANetworkWithoutAValue() {
    List<IdentityTask> tasks = identities();
    try (Network network = network(tasks.get(0), 5, 1)) {
      assertThatThrownBy(
              () -> new Ppo(SETTINGS, new TaskBatch(tasks), network, new RandomStream(1)))
          .hasMessageContaining("5 outputs for 5 actions and a value");
    }
  }
}
