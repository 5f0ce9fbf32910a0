package org.amplia.update;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.amplia.base.RandomStream;
import org.amplia.model.AnswerDistribution;
import org.amplia.model.ChoiceModel;

/**
 * The post's imitation update: start from M1's own answer, sample answers from the domain, keep the
 * one that the overseer approves of most, raise its probability. With a leash, the cross-entropy to
 * the round's starting policy is added, β times.
 *
 * @param samples answers drawn uniformly from the domain for each question
 * @param leash see {@link Leash}
 */
public record ImitationUpdate(int samples, Leash leash) implements SamplingUpdate {
  @Override
  public int candidateCount(int drawn) {
    return 1 + drawn;
  }

  /** M1's own answer first, then answers from the domain: the post's loop, with its samples. */
  @Override
  public <A> List<List<A>> candidates(
      AnswerDistribution<A> model, byte[][] questions, int drawn, RandomStream random) {
    List<List<A>> candidates = new ArrayList<>();
    for (A own : model.modes(questions)) {
      List<A> answers = new ArrayList<>(List.of(own));
      for (int i = 0; i < drawn; i++) {
        answers.add(model.anyAnswer(random));
      }
      candidates.add(answers);
    }
    return candidates;
  }

  /**
   * 1 for the answer approved of most (the first of equals, so M1's own if it is one), else 0. It
   * has no leash here.
   */
  @Override
  public double[] weights(double[] approvals, double[] logProbabilities, double[] reference) {
    double[] weights = new double[approvals.length];
    weights[best(approvals)] = 1;
    return weights;
  }

  private static int best(double[] approvals) {
    int best = 0;
    for (int i = 1; i < approvals.length; i++) {
      best = approvals[i] > approvals[best] ? i : best;
    }
    return best;
  }

  @Override
  public float[] gradient(Example example, float[] scores, RandomStream random) {
    int[] candidates = new int[candidateCount(samples)];
    candidates[0] = ChoiceModel.mode(scores);
    for (int i = 1; i < candidates.length; i++) {
      candidates[i] = random.nextInt(scores.length);
    }
    int best =
        candidates[
            best(Arrays.stream(candidates).mapToDouble(k -> example.advantages()[k]).toArray())];
    double[] probabilities = ChoiceModel.probabilities(scores);
    float[] gradient = new float[scores.length];
    for (int k = 0; k < scores.length; k++) {
      double towardsBest = probabilities[k] - (k == best ? 1 : 0);
      double towardsReference = probabilities[k] - Math.exp(example.reference()[k]);
      gradient[k] = (float) (towardsBest + leash.strength() * towardsReference);
    }
    return gradient;
  }
}
