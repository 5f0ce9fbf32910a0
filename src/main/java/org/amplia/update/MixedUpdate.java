package org.amplia.update;

import org.amplia.base.RandomStream;

/**
 * The post's mix: a weighted sum of the imitation and the REINFORCE update.
 *
 * @param imitation one part
 * @param reinforce the other
 * @param imitationWeight share of the imitation, 0 … 1
 */
public record MixedUpdate(
    ImitationUpdate imitation, ReinforceUpdate reinforce, double imitationWeight)
    implements AnswerUpdate {
  @Override
  public float[] gradient(Lesson lesson, float[] scores, RandomStream random) {
    float[] gradient = imitation.gradient(lesson, scores, random);
    float[] other = reinforce.gradient(lesson, scores, random);
    for (int k = 0; k < gradient.length; k++) {
      gradient[k] = (float) (imitationWeight * gradient[k] + (1 - imitationWeight) * other[k]);
    }
    return gradient;
  }
}
