package org.amplia.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.amplia.base.UserError;
import org.amplia.model.ProbabilityModel.BetaOutputs;
import org.apache.commons.numbers.gamma.Digamma;
import org.apache.commons.numbers.gamma.LogBeta;
import org.junit.jupiter.api.Test;

/** The gradients of the leash and of an answer's log probability, by finite differences. */
class LeashTest {
  private static final float[] SCORES = {0.3f, -0.2f, 1.1f};
  private static final float[] START = {1, 0, -1};

  private static double price(float[] scores, Leash leash) {
    double[] p = Scores.probabilities(scores);
    double[] start = Scores.probabilities(START);
    double sum = 0;
    for (int k = 0; k < p.length; k++) {
      sum +=
          p[k] * (leash.strength() * Math.log(p[k] / start[k]) + leash.entropy() * Math.log(p[k]));
    }
    return sum;
  }

  @Test
  void theDivergenceAndTheEntropyOfAChoiceHaveTheirGradients() {
    for (Leash leash : List.of(new Leash(0.7, 0), new Leash(0, 0.4), new Leash(0.7, 0.4))) {
      float[] gradient = new float[3];
      ChoiceModel.addLeash(gradient, SCORES, START, leash, 0.5);
      for (int k = 0; k < 3; k++) {
        float[] up = SCORES.clone();
        float[] down = SCORES.clone();
        up[k] += 1e-2f;
        down[k] -= 1e-2f;
        double slope = (price(up, leash) - price(down, leash)) / (up[k] - down[k]);
        assertThat((double) gradient[k])
            .as("%s, %d", leash, k)
            .isCloseTo(0.5 * slope, within(1e-4));
      }
    }
  }

  @Test
  void anAnswerThatCannotBeGivenIsLeftAlone() {
    float[] gradient = new float[3];
    float[] scores = {0.5f, Float.NEGATIVE_INFINITY, 0};
    ChoiceModel.addLeash(gradient, scores, scores, new Leash(1, 1), 1);
    assertThat(gradient[1]).isZero();
    assertThat(gradient[0]).isEqualTo(-gradient[2]).isPositive();
  }

  @Test
  void aChoiceIsRaisedByItsWeightAndHeldByTheLeash() {
    Leash leash = new Leash(0.7, 0.4);
    float[] gradient =
        ChoiceModel.gradients(
            new float[][] {SCORES, SCORES},
            List.of(List.of(2, 0, 2), List.of()),
            (question, logs) -> question == 0 ? new double[] {1.5, -0.5, 0.25} : new double[0],
            leash,
            new float[][] {START, START})[0];
    for (int k = 0; k < 3; k++) {
      float[] up = SCORES.clone();
      float[] down = SCORES.clone();
      up[k] += 1e-2f;
      down[k] -= 1e-2f;
      double slope = (loss(up, leash) - loss(down, leash)) / (up[k] - down[k]);
      // The mean over two questions.
      assertThat((double) gradient[k]).isCloseTo(slope / 2, within(1e-4));
    }
  }

  private static double loss(float[] scores, Leash leash) {
    double[] logs = ChoiceModel.logProbabilities(scores, List.of(2, 0, 2));
    return price(scores, leash) - 1.5 * logs[0] + 0.5 * logs[1] - 0.25 * logs[2];
  }

  /** KL(Beta(a, b)‖Beta(c, d)) in closed form. */
  private static double divergence(BetaOutputs one, double c, double d) {
    double a = one.alpha();
    double b = one.beta();
    return LogBeta.value(c, d)
        - LogBeta.value(a, b)
        + (a - c) * Digamma.value(a)
        + (b - d) * Digamma.value(b)
        + (c - a + d - b) * Digamma.value(a + b);
  }

  @Test
  void theDivergenceOfAProbabilityHasItsGradient() {
    double step = 1e-5;
    for (double[] other : new double[][] {{1, 1}, {2.5, 4}}) {
      double[] gradient = new BetaOutputs(0.4, -0.7).divergenceGradient(other[0], other[1]);
      double u =
          divergence(new BetaOutputs(0.4 + step, -0.7), other[0], other[1])
              - divergence(new BetaOutputs(0.4 - step, -0.7), other[0], other[1]);
      double v =
          divergence(new BetaOutputs(0.4, -0.7 + step), other[0], other[1])
              - divergence(new BetaOutputs(0.4, -0.7 - step), other[0], other[1]);
      assertThat(gradient)
          .containsExactly(new double[] {u / (2 * step), v / (2 * step)}, within(1e-6));
    }
  }

  @Test
  void pricesBelowZeroAreRefused() {
    assertThatThrownBy(() -> new Leash(-0.1, 0))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("update.leash");
    assertThatThrownBy(() -> new Leash(0, Double.NaN))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("update.entropy");
  }
}
