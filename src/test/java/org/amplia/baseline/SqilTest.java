package org.amplia.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.amplia.base.RandomStream;
import org.amplia.baseline.QLoss.ErrorPenalty;
import org.amplia.baseline.ReplayLearner.Settings;
import org.amplia.baseline.ReplayLearner.Settings.Endings;
import org.amplia.baseline.Sqil.SqilLoss;
import org.amplia.env.Step;
import org.amplia.net.Head;
import org.amplia.replay.ReplaySettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqilTest {
  private static final ReplaySettings REPLAY =
      new ReplaySettings(4000, 1, SmallLearner.DISCOUNT, 0, 1, 1);

  @TempDir Path folder;

  private static SmallLearner learner(List<? extends SmallTask> tasks, boolean gameOverEnds) {
    Settings settings = SmallLearner.settings(REPLAY, 0);
    return SmallLearner.of(
        new Sqil(SqilLoss.PAPER),
        new Settings(
            settings.capacityKey(),
            settings.replay(),
            settings.batchSize(),
            settings.learningRate(),
            settings.weightDecay(),
            settings.maxGradientNorm(),
            settings.stepsPerGradientStep(),
            settings.stepsPerTargetUpdate(),
            settings.stepsBeforeLearning(),
            settings.pretrainingSteps(),
            new Endings(false, gameOverEnds)),
        tasks,
        Head.PLAIN);
  }

  /** The chain's end is its aim, so what comes after it must count; see losses.md, "a trap". */
  @Test
  void solvesTheChain() {
    try (SmallLearner sqil = learner(SmallLearner.chains(), false)) {
      sqil.showBest(new Chain(10, 200), 3);
      sqil.update(80);
      assertThat(sqil.isSolved()).isTrue();
    }
  }

  @Test
  void solvesTheIdentityTask() {
    try (SmallLearner sqil = learner(SmallLearner.identities(), false)) {
      sqil.showBest(new IdentityTask(5, 20, new RandomStream(10)), 5);
      sqil.update(80);
      assertThat(sqil.isSolved()).isTrue();
    }
  }

  /** The same task with other rewards. */
  private record Repriced(SmallTask task, double price) implements SmallTask {
    @Override
    public int states() {
      return task.states();
    }

    @Override
    public int actions() {
      return task.actions();
    }

    @Override
    public byte[] reset() {
      return task.reset();
    }

    @Override
    public TaskStep step(int action) {
      TaskStep step = task.step(action);
      return new TaskStep(
          price * (step.reward() - 3), step.gameOver(), step.timeLimit(), step.observation());
    }

    @Override
    public int bestAction(int state) {
      return task.bestAction(state);
    }
  }

  @Test
  void theGamesRewardChangesNothing() throws IOException {
    assertThat(after(0)).isEqualTo(after(1)).isEqualTo(after(-1e6));
  }

  /** Everything that is left of some learning, in hexadecimal digits. */
  private String after(double price) throws IOException {
    List<Repriced> tasks =
        SmallLearner.chains().stream().map(task -> new Repriced(task, price)).toList();
    try (SmallLearner sqil = learner(tasks, true)) {
      sqil.showBest(new Repriced(new Chain(10, 200), price), 2);
      PlayedGame shown = SmallLearner.played(new Chain(10, 9), state -> Chain.LEFT);
      List<Step> steps = shown.steps().stream().map(s -> new Step(price, 0, s.ending())).toList();
      sqil.learner().show(new PlayedGame(shown.observations(), shown.actions(), steps));
      sqil.update(20);
      StringBuilder left = new StringBuilder();
      java.util.HexFormat digits = java.util.HexFormat.of();
      sqil.network().parameters().values().forEach(t -> left.append(digits.formatHex(t.data())));
      sqil.learner().state().values().forEach(t -> left.append(digits.formatHex(t.data())));
      Path file = folder.resolve("replay");
      sqil.learner().saveMemory(file);
      return left.append(digits.formatHex(Files.readAllBytes(file))).toString();
    }
  }

  @Test
  void batchesAreHalfAndHalf() {
    try (SmallLearner sqil = learner(SmallLearner.chains(), true)) {
      sqil.showBest(new Chain(10, 200), 1);
      assertThat(sqil.learner().plays()).isTrue();
      sqil.update(4);
      assertThat(sqil.learner().update())
          .containsEntry("demonstrated_share", 0.5)
          .containsKeys("sqil_loss", "demonstrated_loss", "own_loss");
    }
  }

  @Test
  void thePolicyIsTheSoftmaxOfItsValues() {
    RandomStream random = new RandomStream(3);
    Sqil sqil = new Sqil(new SqilLoss(ErrorPenalty.SQUARED, 2, 1));
    int[] drawn = new int[2];
    float[] values = {0, (float) (2 * Math.log(3))};
    for (int i = 0; i < 10_000; i++) {
      drawn[sqil.action(values, 0, random)]++;
    }
    assertThat(drawn[1] / 10_000.0).isCloseTo(0.75, within(0.02));
  }
}
