package org.amplia.update;

import java.util.Arrays;
import java.util.List;
import org.amplia.base.RandomStream;
import org.amplia.model.AnswerDistribution;

/**
 * The post's mix: a weighted sum of the imitation and the REINFORCE update.
 *
 * @param imitation one part
 * @param reinforce the other
 * @param imitationWeight share of the imitation, 0 … 1
 */
public record MixedUpdate(
    ImitationUpdate imitation, ReinforceUpdate reinforce, double imitationWeight)
    implements SamplingUpdate {
  @Override
  public int candidateCount(int samples) {
    return imitation.candidateCount(imitated(samples)) + reinforced(samples);
  }

  private static int imitated(int samples) {
    return samples / 2;
  }

  private static int reinforced(int samples) {
    return Math.max(1, samples - imitated(samples));
  }

  /** Half of them the imitation's, M1's own answer first; the rest REINFORCE's. */
  @Override
  public <A> List<List<A>> candidates(
      AnswerDistribution<A> model, byte[][] questions, int samples, RandomStream random) {
    List<List<A>> candidates = imitation.candidates(model, questions, imitated(samples), random);
    List<List<A>> others = reinforce.candidates(model, questions, reinforced(samples), random);
    for (int q = 0; q < questions.length; q++) {
      candidates.get(q).addAll(others.get(q));
    }
    return candidates;
  }

  @Override
  public double[] weights(double[] approvals, double[] logProbabilities, double[] reference) {
    int imitated = (approvals.length + 1) / 2;
    double[] weights = new double[approvals.length];
    double[] best = imitation.weights(approvals, logProbabilities, reference);
    double[] drawn =
        reinforce.weights(
            Arrays.copyOfRange(approvals, imitated, approvals.length),
            Arrays.copyOfRange(logProbabilities, imitated, approvals.length),
            Arrays.copyOfRange(reference, imitated, approvals.length));
    for (int i = 0; i < weights.length; i++) {
      double reinforced = i < imitated ? 0 : drawn[i - imitated];
      weights[i] = imitationWeight * best[i] + (1 - imitationWeight) * reinforced;
    }
    return weights;
  }

  @Override
  public float[] gradient(Example example, float[] scores, RandomStream random) {
    float[] gradient = imitation.gradient(example, scores, random);
    float[] other = reinforce.gradient(example, scores, random);
    for (int k = 0; k < gradient.length; k++) {
      gradient[k] = (float) (imitationWeight * gradient[k] + (1 - imitationWeight) * other[k]);
    }
    return gradient;
  }
}
