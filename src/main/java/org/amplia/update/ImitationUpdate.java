package org.amplia.update;

import org.amplia.base.RandomStream;
import org.amplia.model.AnswerModel;

/**
 * The post's imitation update: start from M1's own answer, sample answers from the domain, keep the
 * one that the overseer approves of most, raise its probability. With a leash, the cross-entropy to
 * the round's starting policy is added, β times.
 *
 * @param samples answers drawn uniformly from the domain for each question
 * @param leash see {@link Leash}
 */
public record ImitationUpdate(int samples, Leash leash) implements AnswerUpdate {
  @Override
  public float[] gradient(Lesson lesson, float[] scores, RandomStream random) {
    int best = AnswerModel.mode(scores);
    for (int i = 0; i < samples; i++) {
      int candidate = random.nextInt(scores.length);
      if (lesson.advantages()[candidate] > lesson.advantages()[best]) {
        best = candidate;
      }
    }
    double[] probabilities = AnswerModel.probabilities(scores);
    float[] gradient = new float[scores.length];
    for (int k = 0; k < scores.length; k++) {
      double towardsBest = probabilities[k] - (k == best ? 1 : 0);
      double towardsReference = probabilities[k] - Math.exp(lesson.reference()[k]);
      gradient[k] = (float) (towardsBest + leash.strength() * towardsReference);
    }
    return gradient;
  }
}
