package org.amplia.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.amplia.model.Leash;
import org.amplia.model.Scores;
import org.junit.jupiter.api.Test;

/** By how much each answer is raised: by hand, by finite differences, and where it ends. */
class LossTest {
  private static final ImitationLoss IMITATION = new ImitationLoss();
  private static final double[] LOGS = {Math.log(0.5), Math.log(0.3), Math.log(0.2)};

  private static Example<Integer> example(int own, float... approvals) {
    List<Integer> answers = IntStream.range(0, approvals.length).boxed().toList();
    float[] start = new float[approvals.length];
    for (int i = 0; i < start.length; i++) {
      start[i] = (float) LOGS[i % LOGS.length];
    }
    return new Example<>(new byte[0], answers, approvals, start, own, -1);
  }

  private static double[] even(int answers) {
    return IntStream.range(0, answers).mapToDouble(i -> -Math.log(answers)).toArray();
  }

  @Test
  void imitationRaisesTheAnswerThatIsApprovedOfMostAndOfEqualsTheFirst() {
    assertThat(IMITATION.weights(example(1, 1, 3, 2), LOGS)).containsExactly(0, 1, 0);
    assertThat(IMITATION.weights(example(1, -3, -2, -2), LOGS)).containsExactly(0, 1, 0);
    assertThat(IMITATION.weights(example(1, 2, 2, 2), LOGS)).containsExactly(1, 0, 0);
  }

  @Test
  void reinforceWeighsAloneByTheApproval() {
    ReinforceLoss bare = new ReinforceLoss(false, 0);
    assertThat(bare.weights(example(1, 5), new double[] {-7})).containsExactly(5);
    assertThat(bare.weights(example(3, 1, 4, 7), LOGS))
        .containsExactly(new double[] {1.0 / 3, 4.0 / 3, 7.0 / 3}, within(1e-12));
    // One answer has no others whose mean could be subtracted.
    assertThat(new ReinforceLoss(true, 0).weights(example(1, 5), LOGS)[0]).isEqualTo(5);
  }

  @Test
  void theBaselineIsWhatTheOtherAnswersGotAndOnlyOwnAnswersAreRaised() {
    ReinforceLoss reinforce = new ReinforceLoss(true, 0);
    // 1 − (4 + 7) / 2 and so on, over three answers.
    assertThat(reinforce.weights(example(3, 1, 4, 7), LOGS))
        .containsExactly(new double[] {-4.5 / 3, 0, 4.5 / 3}, within(1e-12));
    assertThat(reinforce.weights(example(1, 1, 4, 7), LOGS)).containsExactly(-4.5, 0, 0);
    assertThat(reinforce.weights(example(2, 1, 4, 7), LOGS)).containsExactly(-4.5 / 2, 0, 0);
  }

  @Test
  void answersThatAreUsedAgainAreWeighedByTheClippedRatio() {
    ReinforceLoss clipped = new ReinforceLoss(false, 0.5);
    Example<Integer> good = example(1, 2);
    Example<Integer> bad = example(1, -2);
    double start = LOGS[0];
    assertThat(clipped.weights(good, new double[] {start + Math.log(1.4)})[0])
        .isCloseTo(2.8, within(1e-6));
    assertThat(clipped.weights(good, new double[] {start + Math.log(1.6)})).containsExactly(0);
    assertThat(clipped.weights(good, new double[] {start + Math.log(0.1)})[0])
        .isCloseTo(0.2, within(1e-6));
    assertThat(clipped.weights(bad, new double[] {start + Math.log(0.6)})[0])
        .isCloseTo(-1.2, within(1e-6));
    assertThat(clipped.weights(bad, new double[] {start + Math.log(0.4)})[0]).isZero();
    assertThat(clipped.weights(bad, new double[] {start + Math.log(3)})[0])
        .isCloseTo(-6, within(1e-6));
  }

  /** E[−approval · ∇ log p] over the draws is −∇ E[approval], by finite differences. */
  @Test
  void reinforceHasTheGradientOfTheExpectedApprovalAsItsMean() {
    float[] scores = {0.3f, -0.2f, 0.1f};
    float[] approvals = {-1, 0.25f, 0.75f};
    double[] p = Scores.probabilities(scores);
    double[] mean = new double[3];
    for (int drawn = 0; drawn < 3; drawn++) {
      Example<Integer> one =
          new Example<>(
              new byte[0],
              List.of(drawn),
              new float[] {approvals[drawn]},
              new float[] {(float) Math.log(p[drawn])},
              1,
              -1);
      double weight =
          new ReinforceLoss(false, 0).weights(one, new double[] {Math.log(p[drawn])})[0];
      for (int k = 0; k < 3; k++) {
        mean[k] += p[drawn] * weight * ((k == drawn ? 1 : 0) - p[k]);
      }
    }
    for (int k = 0; k < 3; k++) {
      float[] up = scores.clone();
      float[] down = scores.clone();
      up[k] += 1e-3f;
      down[k] -= 1e-3f;
      double slope = (expected(up, approvals) - expected(down, approvals)) / 2e-3;
      assertThat(mean[k]).isCloseTo(slope, within(1e-3));
    }
  }

  private static double expected(float[] scores, float[] approvals) {
    double[] p = Scores.probabilities(scores);
    return IntStream.range(0, 3).mapToDouble(k -> p[k] * approvals[k]).sum();
  }

  @Test
  void theMixIsTheWeightedSumOfItsParts() {
    Example<Integer> example = example(2, 1, 2, 3, 7);
    double[] logs = even(4);
    ReinforceLoss reinforce = new ReinforceLoss(true, 1);
    double[] mixed = new MixedLoss(IMITATION, reinforce, 0.25).weights(example, logs);
    double[] one = IMITATION.weights(example, logs);
    double[] other = reinforce.weights(example, logs);
    for (int k = 0; k < 4; k++) {
      assertThat(mixed[k]).isCloseTo(0.25 * one[k] + 0.75 * other[k], within(1e-12));
    }
    assertThat(other[0]).isNotZero();
    assertThat(mixed[3]).isEqualTo(0.25);
  }

  @Test
  void theGradientOfThePostIsThatOfLogPTimesP() {
    assertThat(new OfProbability(IMITATION).weights(example(1, 1, 3, 2), LOGS))
        .containsExactly(new double[] {0, 0.3, 0}, within(1e-12));
  }

  @Test
  void theClosedFormIsTheStartTimesExpOfApproval() {
    Leash leash = new Leash(0.5, 0.25);
    double[] weights = new RegularisedLoss(leash).weights(example(0, 1, 0.5f, -1), new double[3]);
    double[] expected = new double[3];
    double sum = 0;
    float[] approvals = {1, 0.5f, -1};
    for (int k = 0; k < 3; k++) {
      expected[k] = Math.exp((approvals[k] + 0.5 * LOGS[k]) / 0.75);
      sum += expected[k];
    }
    for (int k = 0; k < 3; k++) {
      assertThat(weights[k]).isCloseTo(expected[k] / sum, within(1e-6));
    }
    // Without a price nothing holds it from the best answer.
    assertThat(new RegularisedLoss(Leash.OFF).weights(example(0, 1, 0.5f, -1), new double[3]))
        .containsExactly(new double[] {1, 0, 0}, within(1e-9));
  }

  @Test
  void dqfdRegressesDifferencesOfScoresToDifferencesOfApprovals() {
    double[] weights =
        new DqfdLoss(0, 0).weights(example(0, 5.3f, 5, 5), new double[] {10.1, 10.1, 10.4});
    // Scores less their mean: −0.1, −0.1, 0.2; approvals less theirs: 0.2, −0.1, −0.1.
    assertThat(weights).containsExactly(new double[] {0.3, 0, -0.3}, within(1e-5));
  }

  /** Where errors are clipped the derivative of the centring is a part of it as well. */
  @Test
  void dqfdIsTheGradientOfTheCentredHuberLoss() {
    double[] scores = {4, -1, 0.5};
    float[] approvals = {-2, 0.25f, 1};
    double[] weights = new DqfdLoss(0, 0).weights(example(0, approvals), scores);
    for (int k = 0; k < 3; k++) {
      double[] up = scores.clone();
      double[] down = scores.clone();
      up[k] += 1e-4;
      down[k] -= 1e-4;
      double slope = (huber(up, approvals) - huber(down, approvals)) / 2e-4;
      assertThat(weights[k]).isCloseTo(-slope, within(1e-3));
    }
  }

  private static double huber(double[] scores, float[] approvals) {
    double sum = 0;
    double meanScore = (scores[0] + scores[1] + scores[2]) / 3;
    double meanApproval = (approvals[0] + approvals[1] + approvals[2]) / 3.0;
    for (int k = 0; k < 3; k++) {
      double error = Math.abs(scores[k] - meanScore - (approvals[k] - meanApproval));
      sum += error < 1 ? error * error / 2 : error - 0.5;
    }
    return sum;
  }

  @Test
  void theMarginHoldsTheShownAnswerAboveTheOthers() {
    DqfdLoss dqfd = new DqfdLoss(0.8, 2);
    Example<Integer> shown = new Example<>(new byte[0], List.of(0, 1, 2), null, null, 0, 1);
    assertThat(dqfd.weights(shown, new double[] {0, 0.3, 0})).containsExactly(-2, 2, 0);
    assertThat(dqfd.weights(shown, new double[] {0, 1, 0})).containsExactly(0, 0, 0);
    assertThat(dqfd.learnsFromDemonstrations()).isTrue();
    assertThat(new DqfdLoss(0.8, 0).learnsFromDemonstrations()).isFalse();
    assertThat(IMITATION.learnsFromDemonstrations()).isFalse();
  }

  @Test
  void cloningRaisesWhatWasShown() {
    Example<Integer> shown = Example.shown(new byte[] {1}, 2);
    assertThat(shown.approvals()).isNull();
    assertThat(shown.answers()).containsExactly(2);
    assertThat(new ShownLoss().weights(shown, new double[] {-3})).containsExactly(1);
  }
}
