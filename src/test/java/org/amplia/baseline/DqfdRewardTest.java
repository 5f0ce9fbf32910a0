package org.amplia.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.amplia.base.RandomStream;
import org.amplia.base.UserError;
import org.amplia.baseline.DqfdReward.DqfdLoss;
import org.amplia.baseline.ReplayAlgorithm.ImportanceSchedule;
import org.amplia.net.Head;
import org.amplia.net.Rate;
import org.amplia.replay.ObservationLayout;
import org.amplia.replay.ReplayBatch;
import org.amplia.replay.ReplayFile;
import org.amplia.replay.ReplayMemory;
import org.amplia.replay.ReplaySettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DqfdRewardTest {
  private static final DqfdReward ALGORITHM =
      new DqfdReward(
          DqfdLoss.PAPER,
          0,
          0.05,
          new ImportanceSchedule(0.6, 16_000),
          RewardTransform.named("raw"));
  private static final ReplaySettings REPLAY =
      new ReplaySettings(4000, 10, SmallLearner.DISCOUNT, 0.4, 0.001, 1);

  @TempDir Path folder;

  private static SmallLearner learner(
      List<? extends SmallTask> tasks, ReplaySettings replay, int pretrainingSteps) {
    return SmallLearner.of(
        ALGORITHM, SmallLearner.settings(replay, pretrainingSteps), tasks, Head.PLAIN);
  }

  @Test
  void solvesTheChain() {
    List<Chain> tasks = SmallLearner.chains();
    try (SmallLearner dqfd = learner(tasks, REPLAY, 300)) {
      dqfd.showBest(new Chain(10, 200), 3);
      dqfd.update(50);
      assertThat(dqfd.isSolved()).isTrue();
      for (int state = 0; state < 10; state++) {
        assertThat((double) dqfd.values(state)[Chain.RIGHT])
            .isCloseTo(tasks.get(0).value(state, Chain.RIGHT, SmallLearner.DISCOUNT), within(0.2));
      }
    }
  }

  @Test
  void solvesTheIdentityTask() {
    try (SmallLearner dqfd = learner(SmallLearner.identities(), REPLAY, 300)) {
      dqfd.showBest(new IdentityTask(5, 20, new RandomStream(10)), 3);
      dqfd.update(50);
      assertThat(dqfd.isSolved()).isTrue();
    }
  }

  @Test
  void pretrainingPlaysNothingAndHoldsWhatWasShownAboveByTheMargin() {
    try (SmallLearner dqfd = learner(SmallLearner.chains(), REPLAY, 1000)) {
      assertThat(dqfd.learner().wantsDemonstrations()).isTrue();
      dqfd.showBest(new Chain(10, 200), 3);
      int updates = 0;
      Map<String, Double> measured = Map.of();
      while (!dqfd.learner().plays()) {
        measured = dqfd.learner().update();
        updates++;
      }
      assertThat(updates).isEqualTo(10);
      // 3 games of 10 steps, and none of the learner's own.
      assertThat(measured)
          .containsEntry("replay_transitions", 30.0)
          .containsEntry("demonstrated_share", 1.0)
          .containsKeys("one_step_loss", "n_step_loss", "margin_loss", "dqfd_loss");
      assertThat(measured.get("margin_loss")).isLessThan(0.02);
      for (int state = 0; state < 10; state++) {
        float[] values = dqfd.values(state);
        assertThat((double) values[Chain.RIGHT] - values[Chain.LEFT]).isGreaterThan(0.7);
      }
      assertThat(dqfd.learner().update().get("demonstrated_share")).isLessThan(1);
      assertThatThrownBy(() -> dqfd.showBest(new Chain(10, 200), 1))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void whatWasShownStaysHoweverMuchIsPlayed() {
    ReplaySettings tight = new ReplaySettings(150, 10, SmallLearner.DISCOUNT, 0.4, 0.001, 1);
    try (SmallLearner dqfd = learner(SmallLearner.chains(), tight, 1)) {
      dqfd.showBest(new Chain(10, 200), 3);
      // 8 updates of 128 steps in a memory of 150 frames, 33 of them shown.
      dqfd.update(9);
      Path file = folder.resolve("replay");
      dqfd.learner().saveMemory(file);
      ObservationLayout layout = ObservationLayout.whole(10);
      try (ReplayMemory memory = ReplayFile.read(file, tight, layout)) {
        assertThat(memory.size()).isBetween(31, 150);
        ReplayBatch batch = ReplayBatch.of(2000, layout, tight, true);
        memory.sample(batch, 0, new RandomStream(5));
        TreeSet<Long> shown = new TreeSet<>();
        for (int i = 0; i < batch.size(); i++) {
          if (batch.demonstration()[i]) {
            assertThat(batch.actions()[i]).isEqualTo(Chain.RIGHT);
            shown.add(batch.indices()[i]);
          }
        }
        assertThat(shown).hasSize(30);
      }
    }
  }

  /** One step ahead and never more, so that values go back by the target network alone. */
  private static ReplayLearner.Settings oneStep(
      double priorityExponent, Rate learningRate, int stepsPerTargetUpdate, int pretrainingSteps) {
    ReplayLearner.Settings usual =
        SmallLearner.settings(
            new ReplaySettings(4000, 1, SmallLearner.DISCOUNT, priorityExponent, 0.001, 0.001),
            pretrainingSteps);
    return new ReplayLearner.Settings(
        usual.capacityKey(),
        usual.replay(),
        usual.batchSize(),
        learningRate,
        usual.weightDecay(),
        usual.maxGradientNorm(),
        usual.stepsPerGradientStep(),
        stepsPerTargetUpdate,
        usual.stepsBeforeLearning(),
        usual.pretrainingSteps(),
        usual.endings());
  }

  private static void pretrain(SmallLearner dqfd) {
    dqfd.showBest(new Chain(10, 200), 3);
    while (!dqfd.learner().plays()) {
      dqfd.learner().update();
    }
  }

  /** The value of the fifth state, five steps before the reward, where 0.9⁵ = 0.59 is right. */
  private static double valuePassedOn(int stepsPerTargetUpdate) {
    ReplayLearner.Settings settings = oneStep(0.4, Rate.fixed(2e-3), stepsPerTargetUpdate, 1000);
    try (SmallLearner dqfd =
        SmallLearner.of(ALGORITHM, settings, SmallLearner.chains(), Head.PLAIN)) {
      pretrain(dqfd);
      return dqfd.values(4)[Chain.RIGHT];
    }
  }

  @Test
  void theTargetNetworkIsRefreshedWhileNothingIsPlayed() {
    assertThat(valuePassedOn(200)).isCloseTo(0.59, within(0.1));
    assertThat(valuePassedOn(Integer.MAX_VALUE)).isLessThan(0.4);
  }

  /**
   * A learner that stays as it is knows no value: of the ten steps of a game it is the last one,
   * with the reward, that it is wrong about. So this one is drawn most.
   */
  @Test
  void whatTheLearnerIsWrongAboutIsDrawnMost() {
    ReplayLearner.Settings settings = oneStep(1, Rate.fixed(1e-9), 200, 100);
    try (SmallLearner dqfd =
        SmallLearner.of(ALGORITHM, settings, SmallLearner.chains(), Head.PLAIN)) {
      pretrain(dqfd);
      Path file = folder.resolve("replay");
      dqfd.learner().saveMemory(file);
      ObservationLayout layout = ObservationLayout.whole(10);
      try (ReplayMemory memory = ReplayFile.read(file, settings.replay(), layout)) {
        ReplayBatch batch = ReplayBatch.of(1000, layout, settings.replay(), true);
        memory.sample(batch, 0, new RandomStream(5));
        int rewarded = 0;
        for (float gained : batch.returnsN()) {
          rewarded += gained > 0 ? 1 : 0;
        }
        // If all were as likely, a tenth.
        assertThat(rewarded).isGreaterThan(250);
      }
    }
  }

  /** An imported game ends with a step of which nobody knows what it led to. */
  @Test
  void aLastStepWithoutAnEndIsLeftOut() {
    PlayedGame whole = SmallLearner.played(new Chain(10, 200), state -> Chain.RIGHT);
    PlayedGame cut =
        new PlayedGame(whole.observations().subList(0, 10), whole.actions(), whole.steps());
    try (SmallLearner dqfd = learner(SmallLearner.chains(), REPLAY, 1)) {
      dqfd.learner().show(cut);
      dqfd.learner().show(whole);
      assertThat(dqfd.learner().update()).containsEntry("replay_transitions", 19.0);
    }
    assertThatThrownBy(
            () ->
                new PlayedGame(whole.observations(), whole.actions(), whole.steps().subList(0, 8)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void demonstrationsThatDoNotFitOrTeachNothingAreTheUsersToSolve() {
    ReplaySettings small = REPLAY.withCapacityFrames(20);
    try (SmallLearner dqfd = learner(SmallLearner.chains(), small, 1)) {
      assertThatThrownBy(() -> dqfd.showBest(new Chain(10, 200), 2))
          .isInstanceOf(UserError.class)
          .hasMessageContaining("capacityFrames is 20");
    }
    try (SmallLearner dqfd = learner(SmallLearner.chains(), REPLAY, 1)) {
      ByteBuffer nothing = ByteBuffer.allocate(10);
      dqfd.learner().show(new PlayedGame(List.of(nothing.array()), List.of(), List.of()));
      assertThatThrownBy(() -> dqfd.learner().update())
          .isInstanceOf(UserError.class)
          .hasMessageContaining("no step to learn from");
    }
  }
}
