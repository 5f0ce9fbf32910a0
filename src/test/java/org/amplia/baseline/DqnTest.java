package org.amplia.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.amplia.base.RandomStream;
import org.amplia.baseline.Dqn.ExplorationSchedule;
import org.amplia.baseline.ReplayAlgorithm.ImportanceSchedule;
import org.amplia.baseline.ReplayLearner.Settings;
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
  private static final double DISCOUNT = SmallLearner.DISCOUNT;

  private static Dqn dqn(boolean doubleQ) {
    return new Dqn(
        new ExplorationSchedule(1, 0.05, 4000),
        doubleQ,
        new ImportanceSchedule(0.4, 16_000),
        RewardTransform.named("raw"));
  }

  private static Settings settings(int nSteps, double priorityExponent) {
    return SmallLearner.settings(
        new ReplaySettings(4000, nSteps, DISCOUNT, priorityExponent, 0.01, 1), 0);
  }

  @ParameterizedTest
  @CsvSource({"false,1,0,PLAIN", "true,1,0,PLAIN", "true,3,0.6,PLAIN", "true,1,0,DUELING"})
  void solvesTheChainWithEveryOption(boolean doubleQ, int nSteps, double alpha, Head head) {
    List<Chain> tasks = SmallLearner.chains();
    try (SmallLearner dqn = SmallLearner.of(dqn(doubleQ), settings(nSteps, alpha), tasks, head)) {
      dqn.update(80);
      assertThat(dqn.isSolved()).isTrue();
      for (int state = 0; state < 10; state++) {
        // With n steps of a policy that explores the values are a little lower: no correction.
        assertThat((double) dqn.values(state)[Chain.RIGHT])
            .isCloseTo(tasks.get(0).value(state, Chain.RIGHT, DISCOUNT), within(0.15));
      }
    }
  }

  /** What is ahead is known by the target network: refreshed, it passes values on. */
  @Test
  void aTargetNetworkThatIsNeverRefreshedPassesNoValueOn() {
    Settings usual = settings(1, 0);
    Settings never =
        new Settings(
            usual.capacityKey(),
            usual.replay(),
            usual.batchSize(),
            usual.learningRate(),
            usual.weightDecay(),
            usual.maxGradientNorm(),
            usual.stepsPerGradientStep(),
            Integer.MAX_VALUE,
            usual.stepsBeforeLearning(),
            usual.pretrainingSteps(),
            usual.endings());
    try (SmallLearner dqn = SmallLearner.of(dqn(true), never, SmallLearner.chains(), Head.PLAIN)) {
      dqn.update(80);
      // The reward of the last step is learned, and what is before it knows nothing of it: 0.59 is
      // right.
      assertThat(dqn.values(9)[Chain.RIGHT]).isGreaterThan(0.8f);
      assertThat(dqn.values(4)[Chain.RIGHT]).isLessThan(0.35f);
    }
  }

  @Test
  void solvesTheIdentityTask() {
    try (SmallLearner dqn =
        SmallLearner.of(dqn(true), settings(1, 0), SmallLearner.identities(), Head.PLAIN)) {
      dqn.update(80);
      assertThat(dqn.isSolved()).isTrue();
    }
  }

  @Test
  void playsBeforeItLearnsAndTellsHowMuch() {
    try (SmallLearner dqn =
        SmallLearner.of(dqn(true), settings(1, 0), SmallLearner.chains(), Head.PLAIN)) {
      assertThat(dqn.learner().wantsDemonstrations()).isFalse();
      assertThat(dqn.learner().plays()).isTrue();
      // 32 steps of 4 environments: 128 agent steps, of 500 before learning.
      Map<String, Double> first = dqn.learner().update();
      assertThat(first).containsOnlyKeys("exploration", "replay_transitions");
      assertThat(first.get("exploration")).isCloseTo(1 - 0.95 * 128 / 4000, within(1e-12));
      dqn.update(3);
      assertThat(dqn.learner().update()).containsKeys("q_loss", "exploration");
    }
  }

  @Test
  void refusesANetworkForOtherActions() {
    try (Network network =
        new Network(
            new Architecture.DeepMlp(10, List.of(8), 3),
            new InputEncoder.Scaled(10),
            new RandomStream(1))) {
      assertThatThrownBy(
              () ->
                  new ReplayLearner(
                      dqn(true),
                      settings(1, 0),
                      new TaskBatch(SmallLearner.chains()),
                      network,
                      ObservationLayout.whole(10),
                      new RandomStream(1)))
          .hasMessageContaining("3 outputs for 2 actions");
    }
  }
}
