package org.amplia.update;

import org.amplia.base.RandomStream;
import org.amplia.model.AnswerModel;

/**
 * REINFORCE (Williams 1992) against the overseer: sample an answer from M1, weigh ∇ log p of it by
 * the approval. With a leash the reward is approval − β log(p / p of the round's start), whose
 * optimum is p ∝ p_start · exp(approval / β).
 *
 * @param samples answers drawn from M1 for each question; 0 takes the exact expectation over all
 *     answers in place of a sample, possible here because the overseer was asked about each
 * @param baseline whether the expected reward is subtracted from the weight: it lowers the variance
 *     and leaves the expectation as it is; false is the post's bare formula
 * @param leash see {@link Leash}
 */
public record ReinforceUpdate(int samples, boolean baseline, Leash leash) implements AnswerUpdate {
  @Override
  public float[] gradient(Lesson lesson, float[] scores, RandomStream random) {
    double[] probabilities = AnswerModel.probabilities(scores);
    int answers = scores.length;
    double[] rewards = new double[answers];
    double expected = 0;
    for (int k = 0; k < answers; k++) {
      double drift = Math.log(Math.max(probabilities[k], 1e-8)) - lesson.reference()[k];
      rewards[k] = lesson.advantages()[k] - leash.strength() * drift;
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
      int answer = AnswerModel.sample(probabilities, random);
      double weight = (rewards[answer] - (baseline ? expected : 0)) / samples;
      for (int k = 0; k < answers; k++) {
        gradient[k] += (float) (weight * (probabilities[k] - (k == answer ? 1 : 0)));
      }
    }
    return gradient;
  }
}
