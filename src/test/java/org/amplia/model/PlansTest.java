package org.amplia.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.amplia.base.RandomStream;
import org.junit.jupiter.api.Test;

/** Plans, their distribution and its gradients, by sums over all plans and finite differences. */
class PlansTest {
  private static final Plans PLANS = new Plans(3, 3, 1);
  private static final float[] OUTPUTS = outputs(1);
  private static final float[] START = outputs(2);

  private static float[] outputs(long seed) {
    RandomStream random = new RandomStream(seed);
    float[] outputs = new float[PLANS.outputs()];
    for (int i = 0; i < outputs.length; i++) {
      outputs[i] = (float) random.nextGaussian();
    }
    return outputs;
  }

  private static double[] probabilities(float[] outputs) {
    List<Integer> all = IntStream.range(0, PLANS.count()).boxed().toList();
    return Arrays.stream(PLANS.logProbabilities(outputs, all)).map(Math::exp).toArray();
  }

  @Test
  void aPlanIsANumberOfItsActions() {
    assertThat(PLANS.count()).isEqualTo(27);
    assertThat(PLANS.outputs()).isEqualTo(3 + 9 + 27);
    assertThat(PLANS.actionsOf(2 * 9 + 3 + 2)).containsExactly(2, 1, 2);
    for (int plan = 0; plan < PLANS.count(); plan++) {
      assertThat(PLANS.of(PLANS.actionsOf(plan))).isEqualTo(plan);
    }
    assertThat(PLANS.playedOf(23)).containsExactly(2);
    assertThat(new Plans(3, 3, 3).playedOf(23)).containsExactly(2, 1, 2);
    assertThat(new Plans(6, 4, 1).count()).isEqualTo(1296);
    assertThat(new Plans(6, 4, 1).outputs()).isEqualTo(1554);
    assertThatThrownBy(() -> new Plans(18, 3, 1)).hasMessageContaining("too many");
    assertThatThrownBy(() -> new Plans(3, 2, 3)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void eachActionIsASoftmaxOfItsGroupAfterThoseBefore() {
    double[] first = Scores.probabilities(Arrays.copyOf(OUTPUTS, 3));
    double[] second = Scores.probabilities(Arrays.copyOfRange(OUTPUTS, 9, 12));
    double[] third = Scores.probabilities(Arrays.copyOfRange(OUTPUTS, 33, 36));
    // Plan 2, 1, 0: the third group of the second step, the eighth of the third.
    assertThat(probabilities(OUTPUTS)[PLANS.of(List.of(2, 1, 0))])
        .isCloseTo(first[2] * second[1] * third[0], within(1e-12));
  }

  @Test
  void probabilitiesSumToOneAndTheFirstScoresAreMarginal() {
    double[] p = probabilities(OUTPUTS);
    assertThat(Arrays.stream(p).sum()).isCloseTo(1, within(1e-9));
    double[] first = Scores.probabilities(PLANS.firstScores(OUTPUTS));
    for (int a = 0; a < 3; a++) {
      assertThat(Arrays.stream(p, 9 * a, 9 * a + 9).sum()).isCloseTo(first[a], within(1e-9));
    }
    double[] byScores = Scores.probabilities(PLANS.scoresOfAll(OUTPUTS));
    assertThat(byScores).containsExactly(p, within(1e-6));
  }

  @Test
  void samplesComeAsOftenAsTheyAreProbable() {
    double[] p = probabilities(OUTPUTS);
    int[] drawn = new int[PLANS.count()];
    RandomStream random = new RandomStream(3);
    int samples = 20_000;
    for (int i = 0; i < samples; i++) {
      drawn[PLANS.sample(OUTPUTS, random)]++;
    }
    for (int plan = 0; plan < drawn.length; plan++) {
      double deviation = Math.sqrt(p[plan] * (1 - p[plan]) / samples);
      assertThat((double) drawn[plan] / samples).isCloseTo(p[plan], within(5 * deviation));
    }
  }

  @Test
  void theModeIsChosenFactorByFactor() {
    Plans two = new Plans(2, 2, 1);
    // The first action 0 is a little more probable; what follows it is open, what follows 1 is not.
    float[] outputs = {0.1f, 0, 0.2f, 0.1f, 0, 5};
    assertThat(two.mode(outputs)).isEqualTo(two.of(List.of(0, 0)));
    assertThat(two.modeAfter(outputs, 1)).isEqualTo(two.of(List.of(1, 1)));
  }

  @Test
  void answersAreRaisedAndHeldByTheirGradients() {
    List<Integer> answers = List.of(7, 23, 7, 0);
    double[] weights = {1.5, -0.5, 0.25, 1};
    for (Leash leash :
        List.of(Leash.OFF, new Leash(0.7, 0), new Leash(0, 0.4), new Leash(0.7, 0.4))) {
      float[] gradient = PLANS.gradient(OUTPUTS, answers, weights, leash, START, 0.5);
      for (int k = 0; k < gradient.length; k++) {
        float[] up = OUTPUTS.clone();
        float[] down = OUTPUTS.clone();
        up[k] += 1e-2f;
        down[k] -= 1e-2f;
        double slope =
            (loss(up, answers, weights, leash) - loss(down, answers, weights, leash))
                / (up[k] - down[k]);
        assertThat((double) gradient[k])
            .as("%s, %d", leash, k)
            .isCloseTo(0.5 * slope, within(1e-4));
      }
    }
  }

  private static double loss(
      float[] outputs, List<Integer> answers, double[] weights, Leash leash) {
    double[] p = probabilities(outputs);
    double[] start = probabilities(START);
    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      sum +=
          p[i] * (leash.strength() * Math.log(p[i] / start[i]) + leash.entropy() * Math.log(p[i]));
    }
    for (int i = 0; i < weights.length; i++) {
      sum -= weights[i] * Math.log(p[answers.get(i)]);
    }
    return sum;
  }
}
