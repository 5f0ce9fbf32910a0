package org.amplia.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.amplia.base.RandomStream;
import org.amplia.model.ChoiceModel;
import org.amplia.net.Adam;
import org.amplia.net.Architecture;
import org.amplia.net.InputEncoder;
import org.amplia.net.Network;
import org.amplia.net.Rate;
import org.junit.jupiter.api.Test;

/**
 * Each update's gradient against what its definition says, and where it ends up on one question.
 */
class AnswerUpdateTest {
  private static final float[] ADVANTAGES = {-1f, 0.25f, 0.75f};
  private static final float[] REFERENCE = logs(0.6, 0.3, 0.1);

  private static float[] logs(double... probabilities) {
    float[] logs = new float[probabilities.length];
    for (int i = 0; i < logs.length; i++) {
      logs[i] = (float) Math.log(probabilities[i]);
    }
    return logs;
  }

  private static Example example(int demonstrated) {
    return new Example(new byte[0], ADVANTAGES, REFERENCE, demonstrated);
  }

  /** Follows a gradient on a table of scores for one question. */
  private static double[] converge(AnswerUpdate update, int steps) {
    float[] scores = REFERENCE.clone();
    RandomStream random = new RandomStream(7);
    for (int i = 0; i < steps; i++) {
      float[] gradient = update.gradient(example(-1), scores, random);
      for (int k = 0; k < scores.length; k++) {
        scores[k] -= 0.1f * gradient[k];
      }
    }
    return ChoiceModel.probabilities(scores);
  }

  /** The gradient of the objective that a leashed REINFORCE step climbs, by finite differences. */
  private static double[] numericGradient(float[] scores, double beta) {
    double[] gradient = new double[scores.length];
    for (int k = 0; k < scores.length; k++) {
      float[] up = scores.clone();
      float[] down = scores.clone();
      up[k] += 1e-3f;
      down[k] -= 1e-3f;
      gradient[k] = (objective(up, beta) - objective(down, beta)) / 2e-3;
    }
    return gradient;
  }

  @Test
  void unleashedReinforceWithoutSamplesIsTheExactGradientOfTheApproval() {
    float[] scores = {0.3f, -0.2f, 0.1f};
    float[] gradient =
        new ReinforceUpdate(0, true, Leash.OFF).gradient(example(-1), scores, new RandomStream(1));
    for (int k = 0; k < 3; k++) {
      assertThat((double) -gradient[k]).isCloseTo(numericGradient(scores, 0)[k], within(1e-3));
    }
  }

  private static double objective(float[] scores, double beta) {
    double[] p = ChoiceModel.probabilities(scores);
    double value = 0;
    for (int k = 0; k < p.length; k++) {
      value += p[k] * (ADVANTAGES[k] - beta * (Math.log(p[k]) - REFERENCE[k]));
    }
    return value;
  }

  @Test
  void sampledReinforceHasTheGradientOfTheLeashedObjectiveAsItsMean() {
    float[] scores = {0.3f, -0.2f, 0.1f};
    double[] exact = numericGradient(scores, 0.5);
    for (boolean baseline : new boolean[] {true, false}) {
      float[] sampled =
          new ReinforceUpdate(400_000, baseline, new Leash(0.5, 0))
              .gradient(example(-1), scores, new RandomStream(3));
      for (int k = 0; k < 3; k++) {
        assertThat((double) -sampled[k]).isCloseTo(exact[k], within(0.01));
      }
    }
  }

  @Test
  void leashedReinforceEndsAtTheStartTimesExpOfApproval() {
    double beta = 0.8;
    double[] p = converge(new ReinforceUpdate(0, true, new Leash(beta, 0)), 5_000);
    double[] expected = new double[3];
    double sum = 0;
    for (int k = 0; k < 3; k++) {
      expected[k] = Math.exp(REFERENCE[k] + ADVANTAGES[k] / beta);
      sum += expected[k];
    }
    for (int k = 0; k < 3; k++) {
      assertThat(p[k]).isCloseTo(expected[k] / sum, within(1e-3));
    }
  }

  @Test
  void entropyBonusSoftensTheLeashAndTheApproval() {
    Leash leash = new Leash(0.2, 0.6);
    for (AnswerUpdate update :
        List.of(new ReinforceUpdate(0, true, leash), new DqfdUpdate(0.8, 0, leash))) {
      double[] p = converge(update, 5_000);
      double[] expected = new double[3];
      double sum = 0;
      for (int k = 0; k < 3; k++) {
        expected[k] = Math.exp((0.2 * REFERENCE[k] + ADVANTAGES[k]) / 0.8);
        sum += expected[k];
      }
      for (int k = 0; k < 3; k++) {
        assertThat(p[k]).as(update.toString()).isCloseTo(expected[k] / sum, within(2e-3));
      }
    }
  }

  @Test
  void whereOnlyTheDemonstratorAnsweredDqfdHasTheMarginAndTheOthersClone() {
    float[] scores = {0, 0.3f, 0};
    Example shown =
        new Example(
            new byte[0],
            null,
            new float[] {Float.NEGATIVE_INFINITY, 0, Float.NEGATIVE_INFINITY},
            1);
    DqfdUpdate dqfd = new DqfdUpdate(0.8, 1, Leash.OFF);
    assertThat(dqfd.learnsFromDemonstrations()).isTrue();
    assertThat(dqfd.gradientWithoutApprovals(shown, scores)).containsExactly(1, -1, 0);
    assertThat(dqfd.gradientWithoutApprovals(shown, new float[] {0, 1, 0}))
        .containsExactly(0, 0, 0);
    float[] cloning =
        new ReinforceUpdate(0, true, Leash.OFF).gradientWithoutApprovals(shown, scores);
    assertThat(cloning[1]).isNegative();
    assertThat(cloning[0]).isPositive();
  }

  @Test
  void leashedDqfdRegressesToTheSamePolicy() {
    double beta = 0.8;
    double[] p = converge(new DqfdUpdate(0.8, 0, new Leash(beta, 0)), 5_000);
    double[] q = converge(new ReinforceUpdate(0, true, new Leash(beta, 0)), 5_000);
    for (int k = 0; k < 3; k++) {
      assertThat(p[k]).isCloseTo(q[k], within(2e-3));
    }
  }

  @Test
  void bareUpdatesAllEndAtTheMostApprovedAnswer() {
    Leash off = Leash.OFF;
    AnswerUpdate[] updates = {
      new ImitationUpdate(8, off),
      new ReinforceUpdate(1, true, off),
      new ReinforceUpdate(1, false, off),
      new DqfdUpdate(0.8, 0, off),
      new MixedUpdate(new ImitationUpdate(8, off), new ReinforceUpdate(1, true, off), 0.5)
    };
    for (AnswerUpdate update : updates) {
      double[] p = converge(update, 4_000);
      assertThat(p[2]).as(update.toString()).isGreaterThan(Math.max(p[0], p[1]));
    }
  }

  @Test
  void imitationWithoutSamplesKeepsItsOwnAnswer() {
    double[] p = converge(new ImitationUpdate(0, Leash.OFF), 2_000);
    assertThat(p[0]).isGreaterThan(0.9);
  }

  @Test
  void leashedImitationStaysBetweenTheStartAndTheBestAnswer() {
    double beta = 3;
    double[] p = converge(new ImitationUpdate(64, new Leash(beta, 0)), 5_000);
    // Cross-entropy to the best answer plus β times that to the start: their weighted mean.
    assertThat(p[2]).isCloseTo((1 + beta * 0.1) / (1 + beta), within(0.01));
  }

  @Test
  void marginHoldsTheDemonstratedAnswerAboveTheOthers() {
    DqfdUpdate update = new DqfdUpdate(0.8, 1, Leash.OFF);
    float[] level = {0, 0, 0};
    float[] gradient = update.gradient(example(0), level, new RandomStream(1));
    float[] without = update.gradient(example(-1), level, new RandomStream(1));
    assertThat(gradient[0]).isLessThan(without[0]);
    float[] satisfied = {5, 0, 0};
    assertThat(update.gradient(example(0), satisfied, new RandomStream(1)))
        .isEqualTo(update.gradient(example(-1), satisfied, new RandomStream(1)));
  }

  private static org.assertj.core.data.Offset<Double> within(double offset) {
    return org.assertj.core.data.Offset.offset(offset);
  }

  @Test
  void theMixIsTheWeightedSumOfItsParts() {
    float[] scores = {0.5f, -0.25f, 1};
    ImitationUpdate imitation = new ImitationUpdate(0, new Leash(0.5, 0));
    ReinforceUpdate reinforce = new ReinforceUpdate(0, true, Leash.OFF);
    float[] one = imitation.gradient(example(-1), scores, new RandomStream(1));
    float[] other = reinforce.gradient(example(-1), scores, new RandomStream(1));
    float[] mixed =
        new MixedUpdate(imitation, reinforce, 0.25)
            .gradient(example(-1), scores, new RandomStream(1));
    for (int k = 0; k < scores.length; k++) {
      assertThat(mixed[k]).isCloseTo(0.25f * one[k] + 0.75f * other[k], offset(1e-6f));
    }
    assertThat(mixed[0]).isNotCloseTo(mixed[1], offset(1e-3f));
  }

  @Test
  void aSampleWithoutABaselineIsWeighedByItsRewardAlone() {
    float[] scores = {0, 0, 0};
    float[] advantages = {2, 2, 2};
    Example alike = new Example(new byte[0], advantages, REFERENCE, -1);
    float[] gradient =
        new ReinforceUpdate(1, false, Leash.OFF).gradient(alike, scores, new RandomStream(3));
    // Reward 2 times (1/3 − 1) for the answer that was drawn, 2/3 for the others.
    float[] sorted = gradient.clone();
    Arrays.sort(sorted);
    assertThat(sorted).containsExactly(new float[] {-4f / 3, 2f / 3, 2f / 3}, offset(1e-5f));
    assertThat(new ReinforceUpdate(1, true, Leash.OFF).gradient(alike, scores, new RandomStream(3)))
        .containsExactly(new float[] {0, 0, 0}, offset(1e-5f));
  }

  @Test
  void unleashedDqfdRegressesDifferencesOfScoresToDifferencesOfApprovals() {
    float[] scores = {10.1f, 10.1f, 10.4f};
    float[] gradient =
        new DqfdUpdate(0, 0, Leash.OFF)
            .gradient(
                new Example(new byte[0], new float[] {5.3f, 5, 5}, REFERENCE, -1),
                scores,
                new RandomStream(1));
    // Scores less their mean: −0.1, −0.1, 0.2; approvals less theirs: 0.2, −0.1, −0.1.
    assertThat(gradient).containsExactly(new float[] {-0.3f, 0, 0.3f}, offset(1e-5f));
    assertThat(new DqfdUpdate(0.8, 0, Leash.OFF).learnsFromDemonstrations()).isFalse();
    assertThat(new DqfdUpdate(0.8, 0.1, Leash.OFF).learnsFromDemonstrations()).isTrue();
    assertThat(new ImitationUpdate(0, Leash.OFF).learnsFromDemonstrations()).isFalse();
  }

  /** Approvals where there are some, else the answer shown; and the mean over the examples. */
  @Test
  void aStepIsTheMeanOverExamplesWithAndWithoutApprovals() {
    List<float[]> steps = new ArrayList<>();
    AnswerUpdate update =
        new AnswerUpdate() {
          @Override
          public float[] gradient(Example example, float[] scores, RandomStream random) {
            return new float[] {-4, 4};
          }

          @Override
          public float[] gradientWithoutApprovals(Example example, float[] scores) {
            steps.add(scores);
            return new float[] {2, -2};
          }
        };
    InputEncoder encoder = new InputEncoder.Scaled(1);
    try (Network network =
        new Network(new Architecture.Mlp(1, 4, 2, 0, 0), encoder, new RandomStream(1))) {
      ChoiceModel model = new ChoiceModel(network);
      byte[] observation = {100};
      float before = difference(model, observation);
      List<Example> examples =
          List.of(
              new Example(observation, new float[] {1, -1}, new float[2], -1),
              Example.shown(observation, 1, 2),
              Example.shown(observation, 1, 2));
      // −4 and twice 2 cancel out: the step is nothing.
      update.step(model, examples, new Adam(new Rate("rate", 0.01), 10, 5), new RandomStream(1));
      assertThat(difference(model, observation)).isEqualTo(before);
      assertThat(steps).hasSize(2);
      update.step(
          model,
          examples.subList(0, 2),
          new Adam(new Rate("rate", 0.01), 10, 5),
          new RandomStream(1));
      assertThat(difference(model, observation)).isGreaterThan(before);
    }
  }

  private static float difference(ChoiceModel model, byte[] observation) {
    float[] scores = model.scores(new byte[][] {observation})[0];
    return scores[0] - scores[1];
  }
}
