package org.amplia.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.function.LongFunction;
import org.amplia.base.RandomStream;
import org.amplia.base.UserError;
import org.amplia.baseline.DqfdReward.DqfdLoss;
import org.amplia.baseline.GeneralisedAdvantage.Advantages;
import org.amplia.baseline.GeneralisedAdvantage.Rollout;
import org.amplia.baseline.PpoLoss.Categorical;
import org.amplia.baseline.PpoLoss.PpoBatch;
import org.amplia.baseline.QLoss.ErrorPenalty;
import org.amplia.baseline.Sqil.SqilLoss;
import org.amplia.model.Scores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The losses on policies solve small tasks. */
class PolicyLossesLearnTest {
  /** Stable-Baselines3's defaults. */
  private static final PpoLoss STABLE_BASELINES = new PpoLoss(0.2, 0.5, 0, true);

  private static final int ENVIRONMENTS = 8;
  private static final int STEPS = 64;
  private static final double DISCOUNT = 0.95;
  private static final int EPOCHS = 4;

  /** PPO on a table whose last output is the value. */
  private static OutputTable learn(
      LongFunction<SmallTask> tasks, PpoLoss loss, int rollouts, RandomStream random) {
    SmallTask[] games = new SmallTask[ENVIRONMENTS];
    byte[][] seen = new byte[ENVIRONMENTS][];
    for (int e = 0; e < ENVIRONMENTS; e++) {
      games[e] = tasks.apply(random.nextLong());
      seen[e] = games[e].reset();
    }
    OutputTable table = new OutputTable(games[0].states(), games[0].actions() + 1);
    for (int i = 0; i < rollouts; i++) {
      improve(table, games, seen, loss, random);
    }
    return table;
  }

  private static void improve(
      OutputTable table, SmallTask[] games, byte[][] seen, PpoLoss loss, RandomStream random) {
    int actions = games[0].actions();
    float[][] rewards = new float[STEPS][ENVIRONMENTS];
    float[][] values = new float[STEPS][ENVIRONMENTS];
    boolean[][] ends = new boolean[STEPS][ENVIRONMENTS];
    float[][] limits = new float[STEPS][ENVIRONMENTS];
    byte[][] observations = new byte[STEPS * ENVIRONMENTS][];
    int[] taken = new int[STEPS * ENVIRONMENTS];
    float[] old = new float[STEPS * ENVIRONMENTS];
    for (int t = 0; t < STEPS; t++) {
      for (int e = 0; e < ENVIRONMENTS; e++) {
        int i = t * ENVIRONMENTS + e;
        float[] outputs = table.row(SmallTask.state(seen[e]));
        Categorical policy = Categorical.of(outputs, actions);
        observations[i] = seen[e];
        taken[i] = Scores.sample(policy.probabilities(), random);
        old[i] = (float) policy.logProbability(taken[i]);
        values[t][e] = outputs[actions];
        TaskStep step = games[e].step(taken[i]);
        rewards[t][e] = (float) step.reward();
        ends[t][e] = step.done();
        if (step.timeLimit()) {
          limits[t][e] = table.row(SmallTask.state(step.observation()))[actions];
        }
        seen[e] = step.done() ? games[e].reset() : step.observation();
      }
    }
    float[] next = new float[ENVIRONMENTS];
    for (int e = 0; e < ENVIRONMENTS; e++) {
      next[e] = table.row(SmallTask.state(seen[e]))[actions];
    }
    Advantages advantages =
        new GeneralisedAdvantage(DISCOUNT, 0.95)
            .of(new Rollout(rewards, values, ends, limits, next));
    PpoBatch batch =
        new PpoBatch(taken, old, flatten(advantages.advantages()), flatten(advantages.returns()));
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
      table.step(observations, loss.at(table.forward(observations), batch).gradient(), 3);
    }
  }

  private static float[] flatten(float[][] rows) {
    float[] flat = new float[STEPS * ENVIRONMENTS];
    for (int t = 0; t < STEPS; t++) {
      System.arraycopy(rows[t], 0, flat, t * ENVIRONMENTS, ENVIRONMENTS);
    }
    return flat;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void ppoSolvesIdentity(long seed) {
    OutputTable table =
        learn(
            state -> new IdentityTask(4, 10, new RandomStream(state)),
            STABLE_BASELINES,
            80,
            new RandomStream(seed));
    for (int state = 0; state < 4; state++) {
      assertThat(Categorical.of(table.row(state), 4).probabilities()[state])
          .as("state %d", state)
          .isGreaterThan(0.95);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void ppoSolvesTheChainAndKnowsItsValues(long seed) {
    Chain chain = new Chain(10, 50);
    OutputTable table =
        learn(state -> new Chain(10, 50), STABLE_BASELINES, 150, new RandomStream(seed));
    for (int state = 0; state < 10; state++) {
      float[] outputs = table.row(state);
      assertThat(Categorical.of(outputs, 2).probabilities()[Chain.RIGHT])
          .as("state %d", state)
          .isGreaterThan(0.9);
      assertThat((double) outputs[2])
          .as("value of state %d", state)
          .isCloseTo(chain.value(state, Chain.RIGHT, DISCOUNT), within(0.05));
    }
  }

  @Test
  void theEntropyBonusAloneEndsAtTheUniformPolicy() {
    PpoLoss bonus = new PpoLoss(0.2, 0, 1, false);
    PpoBatch nothing =
        new PpoBatch(new int[] {0}, new float[] {-1}, new float[] {0}, new float[] {0});
    byte[][] state = {{(byte) 255}};
    OutputTable table = new OutputTable(1, 4);
    table.step(state, new float[][] {{-2, 1, 0.5f, 0}}, 1);
    for (int i = 0; i < 500; i++) {
      table.step(state, bonus.at(table.forward(state), nothing).gradient(), 0.5);
    }
    double[] policy = Categorical.of(table.row(0), 3).probabilities();
    assertThat(policy).containsExactly(new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0}, within(1e-4));
  }

  @Test
  void impossibleSettingsAreRefusedInOneLine() {
    assertThatThrownBy(() -> new PpoLoss(0, 0.5, 0, true))
        .isInstanceOf(UserError.class)
        .hasMessage("PPO's clip range is 0.0: it must be above 0");
    assertThatThrownBy(() -> new SqilLoss(ErrorPenalty.SQUARED, 0, 1))
        .isInstanceOf(UserError.class);
    assertThatThrownBy(() -> new DqfdLoss(ErrorPenalty.HUBER, 1, Double.NaN, 0.8))
        .isInstanceOf(UserError.class);
    assertThatThrownBy(() -> new GeneralisedAdvantage(1.1, 0.9)).isInstanceOf(UserError.class);
  }

  @Test
  void batchesThatDoNotBelongTogetherAreRefused() {
    assertThatThrownBy(
            () ->
                new QLoss(ErrorPenalty.SQUARED)
                    .at(new float[0][], new int[0], new float[0], new float[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("empty");
    assertThatThrownBy(
            () ->
                new QLoss(ErrorPenalty.SQUARED)
                    .at(new float[2][3], new int[1], new float[2], new float[2]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("actions has length 1 in a batch of 2");
  }

  @Test
  void explainedVarianceOfConstantsIsNoNumberAndNoMetric() {
    PpoBatch one = new PpoBatch(new int[] {0}, new float[] {-1}, new float[] {1}, new float[] {1});
    LossResult result = new PpoLoss(0.1, 0.5, 0.01, true).at(new float[][] {{0, 0, 0.5f}}, one);
    assertThat(result.metrics()).doesNotContainKey("explained_variance");
    float[] actual = {1, 2, 3};
    assertThat(PpoLoss.explainedVariance(actual, actual)).isEqualTo(1);
    assertThat(PpoLoss.explainedVariance(new float[] {7, 7, 7}, actual))
        .isCloseTo(0, within(1e-12));
  }
}
