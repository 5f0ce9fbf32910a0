package org.amplia.update;

import java.util.ArrayList;
import java.util.List;
import org.amplia.base.RandomStream;
import org.amplia.model.AnswerDistribution;
import org.amplia.model.ChoiceModel;

/**
 * REINFORCE (Williams 1992) against the overseer: sample an answer from M1, weigh ∇ log p of it by
 * the approval. With a leash β and an entropy bonus η the reward is approval − β log(p / p_start) −
 * η log p, whose optimum is p ∝ p_start^(β/(β+η)) · exp(approval / (β+η)).
 *
 * @param samples answers drawn from M1 for each question. 0 takes no sample, possible because the
 *     overseer was asked about every answer: without a leash the exact expectation of the gradient;
 *     with one, the cross-entropy to the known optimum, which has the same end (as in MPO,
 *     Abdolmaleki et al. 2018) and does not stall where p is small
 * @param baseline whether the expected reward is subtracted from the weight: it lowers the variance
 *     and leaves the expectation as it is; false is the post's bare formula
 * @param leash see {@link Leash}
 */
public record ReinforceUpdate(int samples, boolean baseline, Leash leash)
    implements SamplingUpdate {
  @Override
  public int candidateCount(int drawn) {
    return drawn;
  }

  /** Answers drawn from M1. */
  @Override
  public <A> List<List<A>> candidates(
      AnswerDistribution<A> model, byte[][] questions, int drawn, RandomStream random) {
    List<List<A>> candidates = new ArrayList<>();
    for (int q = 0; q < questions.length; q++) {
      candidates.add(new ArrayList<>());
    }
    for (int i = 0; i < drawn; i++) {
      List<A> answers = model.samples(questions, random);
      for (int q = 0; q < questions.length; q++) {
        candidates.get(q).add(answers.get(q));
      }
    }
    return candidates;
  }

  /**
   * The reward over the number of answers; with a baseline, less the mean reward of the question's
   * other answers, which leaves the expectation as it is.
   */
  @Override
  public double[] weights(double[] approvals, double[] logProbabilities, double[] reference) {
    double[] rewards = new double[approvals.length];
    double sum = 0;
    for (int i = 0; i < rewards.length; i++) {
      rewards[i] =
          approvals[i]
              + leash.strength() * reference[i]
              - leash.temperature() * logProbabilities[i];
      sum += rewards[i];
    }
    int others = rewards.length - 1;
    double[] weights = new double[rewards.length];
    for (int i = 0; i < weights.length; i++) {
      double expected = baseline && others > 0 ? (sum - rewards[i]) / others : 0;
      weights[i] = (rewards[i] - expected) / rewards.length;
    }
    return weights;
  }

  @Override
  public float[] gradient(Example example, float[] scores, RandomStream random) {
    if (samples == 0 && leash.temperature() > 0) {
      return AnswerUpdate.towards(optimum(example), scores);
    }
    double[] probabilities = ChoiceModel.probabilities(scores);
    int answers = scores.length;
    double[] rewards = new double[answers];
    double expected = 0;
    for (int k = 0; k < answers; k++) {
      double logarithm = Math.log(Math.max(probabilities[k], 1e-8));
      rewards[k] =
          example.advantages()[k]
              + leash.strength() * example.reference()[k]
              - leash.temperature() * logarithm;
      expected += probabilities[k] * rewards[k];
    }
    float[] gradient = new float[answers];
    if (samples == 0) {
      for (int k = 0; k < answers; k++) {
        gradient[k] = (float) (-probabilities[k] * (rewards[k] - expected));
      }
      return gradient;
    }
    for (int i = 0; i < samples; i++) {
      int answer = ChoiceModel.sample(probabilities, random);
      double weight = (rewards[answer] - (baseline ? expected : 0)) / samples;
      for (int k = 0; k < answers; k++) {
        gradient[k] += (float) (weight * (probabilities[k] - (k == answer ? 1 : 0)));
      }
    }
    return gradient;
  }

  private float[] optimum(Example example) {
    double[] probabilities = ChoiceModel.probabilities(leash.optimum(example));
    float[] logarithms = new float[probabilities.length];
    for (int k = 0; k < logarithms.length; k++) {
      logarithms[k] = (float) Math.log(Math.max(probabilities[k], 1e-12));
    }
    return logarithms;
  }
}
