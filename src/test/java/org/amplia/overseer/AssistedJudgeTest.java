package org.amplia.overseer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.amplia.base.RandomStream;
import org.amplia.model.Preferences;
import org.junit.jupiter.api.Test;

class AssistedJudgeTest {
  private static final byte[] STATE = {7};
  private static final Approvals APPROVALS =
      new Approvals(new float[] {0.2f, 0.5f, 0.5f}, false, 9);
  private static final double DEVIATION = 0.3;

  /** How often each answer is preferred to each other one. */
  private static int[][] counts(AssistedJudge judge) {
    Preferences preferences = judge.compare(STATE, APPROVALS, DEVIATION, new RandomStream(3));
    assertThat(preferences.observation()).isSameAs(STATE);
    int[][] counts = new int[3][3];
    for (int i = 0; i < preferences.count(); i++) {
      counts[preferences.preferred()[i]][preferences.other()[i]]++;
    }
    return counts;
  }

  @Test
  void prefersByTheLogisticOfTheDifferenceAndComparesEveryPairAlike() {
    int[][] counts = counts(new AssistedJudge(60_000, 0.5));
    // (0.5 − 0.2) / (0.5 · 0.3) = 2 nats of odds.
    double better = 1 / (1 + Math.exp(-2));
    for (int good = 1; good < 3; good++) {
      int compared = counts[good][0] + counts[0][good];
      assertThat(compared).isBetween(19_400, 20_600);
      assertThat((double) counts[good][0] / compared).isCloseTo(better, within(0.01));
    }
    int alike = counts[1][2] + counts[2][1];
    assertThat((double) counts[1][2] / alike).isCloseTo(0.5, within(0.015));
    for (int a = 0; a < 3; a++) {
      assertThat(counts[a][a]).isZero();
    }
  }

  @Test
  void aColdJudgeNeverErrsAndDrawsBetweenEquals() {
    int[][] counts = counts(new AssistedJudge(3000, 0));
    assertThat(counts[0][1] + counts[0][2]).isZero();
    assertThat(counts[1][2]).isBetween(400, 600);
    assertThat(counts[2][1]).isBetween(400, 600);
  }

  /** Also where it never errs: there is nothing to be right about. */
  @Test
  void ofEqualsEitherIsPreferredHalfTheTime() {
    for (double temperature : new double[] {0, 0.5}) {
      assertThat(new AssistedJudge(1, temperature).probability(APPROVALS.values(), 1, 2, DEVIATION))
          .isEqualTo(0.5);
    }
  }
}
