package org.amplia.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.amplia.baseline.GeneralisedAdvantage.Advantages;
import org.amplia.baseline.GeneralisedAdvantage.Rollout;
import org.junit.jupiter.api.Test;

/** Advantages where they can be worked out by hand; parity is in {@link LossParityTest}. */
class GeneralisedAdvantageTest {
  private static final float[][] REWARDS = {{1}, {2}, {4}, {8}};
  private static final float[][] VALUES = {{10}, {20}, {30}, {40}};
  private static final float[] NEXT = {50};

  private static float[][] column(float... values) {
    float[][] rows = new float[values.length][];
    for (int t = 0; t < rows.length; t++) {
      rows[t] = new float[] {values[t]};
    }
    return rows;
  }

  private static boolean[][] endsAt(int step) {
    boolean[][] ends = new boolean[4][1];
    if (step >= 0) {
      ends[step][0] = true;
    }
    return ends;
  }

  private static void holds(float[][] actual, double... expected) {
    for (int t = 0; t < expected.length; t++) {
      assertThat((double) actual[t][0]).as("step %d", t).isCloseTo(expected[t], within(1e-5));
    }
  }

  @Test
  void lambdaOneSumsRewardsToTheEndOfTheGame() {
    Rollout rollout = new Rollout(REWARDS, VALUES, endsAt(1), new float[4][1], NEXT);
    Advantages advantages = new GeneralisedAdvantage(0.5, 1).of(rollout);
    holds(advantages.returns(), 1 + 0.5 * 2, 2, 4 + 0.5 * 8 + 0.25 * 50, 8 + 0.5 * 50);
    holds(advantages.advantages(), 2 - 10, 2 - 20, 20.5 - 30, 33 - 40);
  }

  @Test
  void lambdaZeroLooksOneStepAhead() {
    Rollout rollout = new Rollout(REWARDS, VALUES, endsAt(-1), new float[4][1], NEXT);
    Advantages advantages = new GeneralisedAdvantage(0.5, 0).of(rollout);
    holds(advantages.returns(), 1 + 10, 2 + 15, 4 + 20, 8 + 25);
  }

  @Test
  void aTimeLimitCountsWhatItCutOffAndNothingOfTheNextEpisode() {
    float[][] limits = column(0, 6, 0, 0);
    Rollout rollout = new Rollout(REWARDS, VALUES, endsAt(1), limits, NEXT);
    Advantages advantages = new GeneralisedAdvantage(0.5, 1).of(rollout);
    holds(advantages.returns(), 1 + 0.5 * (2 + 0.5 * 6), 2 + 0.5 * 6, 20.5, 33);
  }

  @Test
  void theRolloutsLastStepDoesNotLookPastAnEnd() {
    Rollout rollout = new Rollout(REWARDS, VALUES, endsAt(3), new float[4][1], NEXT);
    Advantages advantages = new GeneralisedAdvantage(0.5, 0.5).of(rollout);
    holds(column(advantages.returns()[3][0]), 8);
  }

  @Test
  void aTimeLimitThatEndsNothingIsRefused() {
    assertThatThrownBy(() -> new Rollout(REWARDS, VALUES, endsAt(-1), column(0, 6, 0, 0), NEXT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("step 1, environment 0");
  }
}
