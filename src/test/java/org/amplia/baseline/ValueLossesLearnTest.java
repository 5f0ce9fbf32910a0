package org.amplia.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.BiFunction;
import org.amplia.base.RandomStream;
import org.amplia.baseline.DqfdReward.DqfdLoss;
import org.amplia.baseline.DqfdReward.DqfdLoss.DqfdBatch;
import org.amplia.baseline.QLoss.ErrorPenalty;
import org.amplia.baseline.QLoss.QTargets;
import org.amplia.baseline.Sqil.SqilLoss;
import org.amplia.model.Scores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The losses on values end at the known values of small tasks. */
class ValueLossesLearnTest {
  private static final double DISCOUNT = 0.9;
  private static final int BATCH = 32;
  private static final Chain CHAIN = new Chain(10, 300);

  /** Gradient descent with a target table that follows every 50 steps. */
  private static void learn(
      OutputTable table,
      Transitions memory,
      int steps,
      RandomStream random,
      double rate,
      BiFunction<Transitions, OutputTable, LossResult> loss) {
    OutputTable target = table.copy();
    for (int i = 0; i < steps; i++) {
      if (i % 50 == 0) {
        target = table.copy();
      }
      Transitions batch = memory.draw(BATCH, random);
      table.step(batch.observations(), loss.apply(batch, target).gradient(), rate);
    }
  }

  private static float[] ones() {
    return OutputTable.ones(BATCH);
  }

  private static Transitions randomPlay(RandomStream random) {
    return Transitions.play(CHAIN, 5_000, Transitions.uniform(2, random), 1, DISCOUNT);
  }

  @ParameterizedTest
  @EnumSource(ErrorPenalty.class)
  void qLearningEndsAtTheChainsValues(ErrorPenalty penalty) {
    RandomStream random = new RandomStream(1);
    OutputTable table = new OutputTable(10, 2);
    learn(
        table,
        randomPlay(random),
        4_000,
        random,
        6,
        (batch, target) ->
            new QLoss(penalty)
                .at(
                    table.forward(batch.observations()),
                    batch.actions(),
                    OutputTable.highest(
                        batch.returns(), batch.discounts(), target.forward(batch.next())),
                    ones()));
    holdsValues(table);
  }

  @Test
  void doubleQLearningEndsAtTheChainsValuesWhateverTheWeights() {
    RandomStream random = new RandomStream(2);
    OutputTable table = new OutputTable(10, 2);
    learn(
        table,
        randomPlay(random),
        6_000,
        random,
        6,
        (batch, target) -> {
          float[] weights = new float[BATCH];
          for (int i = 0; i < BATCH; i++) {
            weights[i] = 0.5f + 0.5f * random.nextFloat();
          }
          float[] targets =
              QTargets.doubleQ(
                  batch.returns(),
                  batch.discounts(),
                  table.forward(batch.next()),
                  target.forward(batch.next()));
          return new QLoss(ErrorPenalty.SQUARED)
              .at(table.forward(batch.observations()), batch.actions(), targets, weights);
        });
    holdsValues(table);
  }

  private static void holdsValues(OutputTable table) {
    for (int state = 0; state < 10; state++) {
      for (int action = 0; action < 2; action++) {
        assertThat((double) table.row(state)[action])
            .as("state %d, action %d", state, action)
            .isCloseTo(CHAIN.value(state, action, DISCOUNT), within(1e-3));
      }
    }
  }

  @Test
  void manyStepReturnsOfTheBestPolicyAreItsValues() {
    Transitions shown = Transitions.play(CHAIN, 10, state -> Chain.RIGHT, 4, DISCOUNT);
    RandomStream random = new RandomStream(3);
    OutputTable table = new OutputTable(10, 2);
    learn(
        table,
        shown,
        4_000,
        random,
        6,
        (batch, target) ->
            new QLoss(ErrorPenalty.SQUARED)
                .at(
                    table.forward(batch.observations()),
                    batch.actions(),
                    OutputTable.highest(
                        batch.returns(), batch.discounts(), target.forward(batch.next())),
                    ones()));
    for (int state = 0; state < 10; state++) {
      assertThat((double) table.row(state)[Chain.RIGHT])
          .isCloseTo(CHAIN.value(state, Chain.RIGHT, DISCOUNT), within(1e-3));
      assertThat(table.row(state)[Chain.LEFT]).isZero();
    }
  }

  @Test
  void fittedQOnIdentityEndsAtTheRewards() {
    RandomStream random = new RandomStream(4);
    IdentityTask task = new IdentityTask(5, 20, new RandomStream(5));
    Transitions memory = Transitions.play(task, 2_000, Transitions.uniform(5, random), 1, DISCOUNT);
    OutputTable table = new OutputTable(5, 5);
    learn(
        table,
        memory,
        2_000,
        random,
        6,
        (batch, target) ->
            new QLoss(ErrorPenalty.SQUARED)
                .at(table.forward(batch.observations()), batch.actions(), batch.returns(), ones()));
    for (int state = 0; state < 5; state++) {
      for (int action = 0; action < 5; action++) {
        assertThat((double) table.row(state)[action])
            .isCloseTo(action == state ? 1 : 0, within(1e-3));
      }
    }
  }

  @Test
  void dqfdFromDemonstrationsAloneHoldsTheirActionsAboveByTheMargin() {
    Transitions one = Transitions.play(CHAIN, 10, state -> Chain.RIGHT, 1, DISCOUNT);
    Transitions ten = Transitions.play(CHAIN, 10, state -> Chain.RIGHT, 10, DISCOUNT);
    boolean[] demonstrated = new boolean[one.count()];
    Arrays.fill(demonstrated, true);
    OutputTable table = new OutputTable(10, 2);
    OutputTable target = table.copy();
    LossResult result = null;
    for (int i = 0; i < 3_000; i++) {
      if (i % 50 == 0) {
        target = table.copy();
      }
      DqfdBatch batch =
          new DqfdBatch(
              one.actions(),
              QTargets.doubleQ(
                  one.returns(),
                  one.discounts(),
                  table.forward(one.next()),
                  target.forward(one.next())),
              QTargets.doubleQ(
                  ten.returns(),
                  ten.discounts(),
                  table.forward(ten.next()),
                  target.forward(ten.next())),
              demonstrated,
              OutputTable.ones(one.count()));
      result = DqfdLoss.PAPER.at(table.forward(one.observations()), batch);
      // A falling rate: where the margin is just kept its gradient jumps between 0 and 1.
      table.step(one.observations(), result.gradient(), 1 / (1 + i / 100.0));
    }
    for (int state = 0; state < 10; state++) {
      double right = table.row(state)[Chain.RIGHT];
      assertThat(right).isCloseTo(CHAIN.value(state, Chain.RIGHT, DISCOUNT), within(0.01));
      // The margin pushes down and never up again, and at most from where Q(right) is 0.
      assertThat((double) table.row(state)[Chain.LEFT]).isBetween(-0.82, right - 0.79);
    }
    assertThat(result.metrics().get("margin_loss")).isCloseTo(0, within(0.01));
    assertThat(result.metrics().get("n_step_loss")).isCloseTo(0, within(1e-3));
  }

  @Test
  void theMarginAsksNothingOfTheLearnersOwnSteps() {
    DqfdBatch own =
        new DqfdBatch(
            new int[] {1}, new float[] {0.5f}, new float[] {0.5f}, new boolean[1], new float[] {1});
    LossResult result = DqfdLoss.PAPER.at(new float[][] {{3, 0.5f}}, own);
    assertThat(result.metrics().get("margin_loss")).isZero();
    assertThat(result.gradient()[0]).containsExactly(new float[] {0, 0}, within(0f));
  }

  /**
   * Where the way begins anew after its end, what was shown is preferred. Where the game ends
   * there, the equation holds as well, but its answer is to shun the end: every reward is 0 or
   * more, so going on is worth more than any last step.
   */
  @ParameterizedTest
  @CsvSource({"1, true", "0.2, true", "1, false"})
  void sqilEndsAtTheSoftBellmanEquation(double temperature, boolean anew) {
    OutputTable table = new OutputTable(10, 2);
    OutputTable target = table.copy();
    // Every action once in every state is the learner's own, every RIGHT is shown as well.
    byte[][] observations = new byte[30][];
    byte[][] next = new byte[30][];
    int[] actions = new int[30];
    float[] discounts = new float[30];
    boolean[] demonstrated = new boolean[30];
    for (int i = 0; i < 10; i++) {
      for (int kind = 0; kind < 3; kind++) {
        int k = 3 * i + kind;
        boolean right = kind < 2;
        observations[k] = CHAIN.observation(i);
        actions[k] = right ? Chain.RIGHT : Chain.LEFT;
        boolean last = right && i == 9;
        next[k] = right ? CHAIN.observation((i + 1) % 10) : CHAIN.observation(Math.max(0, i - 1));
        discounts[k] = last && !anew ? 0 : (float) DISCOUNT;
        demonstrated[k] = kind == 0;
      }
    }
    SqilLoss loss = new SqilLoss(ErrorPenalty.SQUARED, temperature, 1);
    for (int i = 0; i < 6_000; i++) {
      if (i % 20 == 0) {
        target = table.copy();
      }
      LossResult result =
          loss.at(
              table.forward(observations), actions, demonstrated, discounts, target.forward(next));
      table.step(observations, result.gradient(), 2);
    }
    for (int state = 0; state < 10; state++) {
      float[] values = table.row(state);
      if (anew || state == 9) {
        assertThat(Scores.mode(values)).isEqualTo(anew ? Chain.RIGHT : Chain.LEFT);
      }
      // A shown step weighs 1/10 and an own one 1/20: the mean reward of RIGHT is 2/3.
      double following = !anew && state == 9 ? 0 : soft(table.row((state + 1) % 10), temperature);
      assertThat((double) values[Chain.RIGHT])
          .isCloseTo(2 / 3.0 + DISCOUNT * following, within(1e-3));
      assertThat((double) values[Chain.LEFT])
          .isCloseTo(DISCOUNT * soft(table.row(Math.max(0, state - 1)), temperature), within(1e-3));
    }
  }

  private static double soft(float[] values, double temperature) {
    return temperature
        * Math.log(Math.exp(values[0] / temperature) + Math.exp(values[1] / temperature));
  }

  @Test
  void softTargetsBecomeTheHighestWhereTheTemperatureFalls() {
    float[][] next = {{900, 1_000, 990}};
    float[] hard = OutputTable.highest(new float[] {1}, new float[] {0.5f}, next);
    assertThat(QTargets.soft(new float[] {1}, new float[] {0.5f}, next, 1e-3)).isEqualTo(hard);
  }
}
