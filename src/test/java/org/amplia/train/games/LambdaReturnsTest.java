package org.amplia.train.games;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.amplia.train.games.Return.After;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class LambdaReturnsTest {
  private static final Offset<Float> CLOSE = within(1e-6f);
  private static final byte[] NOTHING = {};

  private static Return step(float reward, After after) {
    return new Return(NOTHING, 0, Float.NaN, reward, after);
  }

  /** Two games: three steps to its end, and four steps until it was cut short. */
  private static final List<Return> STEPS =
      List.of(
          step(1, After.STEP),
          step(0, After.STEP),
          step(-1, After.END),
          step(0, After.STEP),
          step(1, After.STEP),
          step(0, After.STEP),
          step(1, After.CUT));

  private static final float[] VALUES = {0.5f, 0.25f, -0.5f, 2, 4, 8, 16};

  @Test
  void oneStepAheadIsTheRewardAndTheValueAfterIt() {
    float[] returns = new LambdaReturns(0.5, 0).of(STEPS, VALUES);
    assertThat(returns).startsWith(new float[] {1 + 0.125f, -0.25f, -1, 2, 1 + 4, 8}, CLOSE);
  }

  @Test
  void wholeGamesAreTheirRewardsAndBeyondACutTheValue() {
    float[] returns = new LambdaReturns(0.5, 1).of(STEPS, VALUES);
    assertThat(returns)
        .startsWith(
            new float[] {1 - 0.25f, -0.5f, -1, 0.5f * (1 + 0.5f * 8), 1 + 0.5f * 8, 8}, CLOSE);
  }

  @Test
  void betweenTheyAreMixedStepByStep() {
    double discount = 0.9;
    double lambda = 0.7;
    List<Float> expected = new ArrayList<>();
    double last = -1;
    expected.add(0, (float) last);
    last = discount * (0.3 * VALUES[2] + lambda * last);
    expected.add(0, (float) last);
    last = 1 + discount * (0.3 * VALUES[1] + lambda * last);
    expected.add(0, (float) last);
    float[] returns = new LambdaReturns(discount, lambda).of(STEPS, VALUES);
    for (int t = 0; t < 3; t++) {
      assertThat(returns[t]).isCloseTo(expected.get(t), CLOSE);
    }
  }

  /** What comes after a game's end is another game. */
  @Test
  void gamesAreTheirOwn() {
    float[] both = new LambdaReturns(0.9, 0.7).of(STEPS, VALUES);
    float[] first = new LambdaReturns(0.9, 0.7).of(STEPS.subList(0, 3), VALUES);
    assertThat(both).startsWith(first, CLOSE);
  }
}
