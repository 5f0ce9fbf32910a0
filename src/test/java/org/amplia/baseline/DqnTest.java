package org.amplia.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.amplia.base.RandomStream;
import org.amplia.model.AnswerModel;
import org.amplia.net.Architecture;
import org.amplia.net.Head;
import org.amplia.net.InputEncoder;
import org.amplia.net.Network;
import org.amplia.replay.ObservationLayout;
import org.amplia.replay.ReplaySettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DqnTest {
  private static final double DISCOUNT = 0.9;

  private static DqnSettings settings(boolean doubleQ, int nSteps, double priorityExponent) {
    return new DqnSettings(
        new ReplaySettings(4000, nSteps, DISCOUNT, priorityExponent, 0.01, 1),
        32,
        2e-3,
        4,
        200,
        500,
        new ExplorationSchedule(1, 0.05, 4000),
        doubleQ,
        0.4,
        16_000,
        false,
        10,
        RewardTransform.named("raw"));
  }

  private static Network network(SmallTask task, Head head, long seed) {
    return new Network(
        new Architecture.DeepMlp(task.states(), List.of(32), task.actions(), head),
        new InputEncoder.Scaled(task.states()),
        new RandomStream(seed));
  }

  private static List<Chain> chains() {
    return IntStream.range(0, 4).mapToObj(i -> new Chain(10, 200)).toList();
  }

  private static Dqn learner(
      DqnSettings settings, List<? extends SmallTask> tasks, Network network, long seed) {
    return new Dqn(
        settings,
        new TaskBatch(tasks),
        network,
        ObservationLayout.whole(tasks.get(0).states()),
        new RandomStream(seed));
  }

  @ParameterizedTest
  @CsvSource({"false,1,0,PLAIN", "true,1,0,PLAIN", "true,3,0.6,PLAIN", "true,1,0,DUELING"})
  void solvesTheChainWithEveryOption(boolean doubleQ, int nSteps, double alpha, Head head) {
    List<Chain> tasks = chains();
    try (Network network = network(tasks.get(0), head, 1);
        Dqn dqn = learner(settings(doubleQ, nSteps, alpha), tasks, network, 2)) {
      for (int update = 0; update < 120; update++) {
        dqn.update();
      }
      for (int state = 0; state < 10; state++) {
        float[] values = network.forward(new byte[][] {tasks.get(0).observation(state)})[0];
        assertThat(AnswerModel.mode(values)).isEqualTo(Chain.RIGHT);
        // With n steps of a policy that explores the values are a little lower: no correction.
        assertThat((double) values[Chain.RIGHT])
            .isCloseTo(tasks.get(0).value(state, Chain.RIGHT, DISCOUNT), within(0.15));
      }
    }
  }

  @Test
  void solvesTheIdentityTask() {
    List<IdentityTask> tasks =
        IntStream.range(0, 4).mapToObj(i -> new IdentityTask(5, 20, new RandomStream(i))).toList();
    try (Network network = network(tasks.get(0), Head.PLAIN, 1);
        Dqn dqn = learner(settings(true, 1, 0), tasks, network, 3)) {
      for (int update = 0; update < 120; update++) {
        dqn.update();
      }
      for (int state = 0; state < 5; state++) {
        float[] values = network.forward(new byte[][] {tasks.get(0).observation(state)})[0];
        assertThat(AnswerModel.mode(values)).isEqualTo(state);
      }
    }
  }

  @Test
  void playsBeforeItLearnsAndTellsHowMuch() {
    List<Chain> tasks = chains();
    try (Network network = network(tasks.get(0), Head.PLAIN, 1);
        Dqn dqn = learner(settings(true, 1, 0), tasks, network, 2)) {
      // 32 steps of 4 environments: 128 agent steps, of 500 before learning.
      Map<String, Double> first = dqn.update();
      assertThat(first).containsOnlyKeys("exploration", "replay_transitions");
      assertThat(first.get("exploration")).isCloseTo(1 - 0.95 * 128 / 4000, within(1e-12));
      IntStream.range(0, 3).forEach(i -> dqn.update());
      assertThat(dqn.update()).containsKeys("q_loss", "exploration");
    }
  }

  @Test
  void refusesANetworkForOtherActions() {
    List<Chain> tasks = chains();
    try (Network network =
        new Network(
            new Architecture.DeepMlp(10, List.of(8), 3),
            new InputEncoder.Scaled(10),
            new RandomStream(1))) {
      assertThatThrownBy(() -> learner(settings(true, 1, 0), tasks, network, 1))
          .hasMessageContaining("3 outputs for 2 actions");
    }
  }
}
