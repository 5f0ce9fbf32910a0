package org.amplia.model;

import java.util.Arrays;
import org.amplia.base.RandomStream;
import org.amplia.net.Adam;
import org.amplia.net.Head;
import org.amplia.net.Network;

/**
 * M1's answerer for questions with few discrete answers: a distribution over them, softmax of the
 * network's outputs (the scores). For Q1 the answers are actions and this is the policy.
 *
 * @param network one output an answer; with {@link Head#ACTOR_CRITIC} a value behind them, which is
 *     no answer
 */
public record AnswerModel(Network network) {
  /** The number of possible answers. */
  public int answerCount() {
    return network.architecture().outputs() - (hasValue() ? 1 : 0);
  }

  /** Scores of every answer: questions × answers. Thread-safe while nobody trains. */
  public float[][] scores(byte[][] observations) {
    float[][] outputs = network.forward(observations);
    if (hasValue()) {
      for (int i = 0; i < outputs.length; i++) {
        outputs[i] = Arrays.copyOf(outputs[i], answerCount());
      }
    }
    return outputs;
  }

  private boolean hasValue() {
    return network.architecture().head() == Head.ACTOR_CRITIC;
  }

  /** Probabilities from scores. */
  public static double[] probabilities(float[] scores) {
    double highest = Double.NEGATIVE_INFINITY;
    for (float score : scores) {
      highest = Math.max(highest, score);
    }
    double sum = 0;
    double[] probabilities = new double[scores.length];
    for (int i = 0; i < scores.length; i++) {
      probabilities[i] = Math.exp(scores[i] - highest);
      sum += probabilities[i];
    }
    for (int i = 0; i < scores.length; i++) {
      probabilities[i] /= sum;
    }
    return probabilities;
  }

  /** The most probable answer; the first of equals. */
  public static int mode(float[] scores) {
    int best = 0;
    for (int i = 1; i < scores.length; i++) {
      if (scores[i] > scores[best]) {
        best = i;
      }
    }
    return best;
  }

  /** An answer drawn from a distribution. */
  public static int sample(double[] probabilities, RandomStream random) {
    double left = random.nextDouble();
    for (int i = 0; i < probabilities.length - 1; i++) {
      left -= probabilities[i];
      if (left < 0) {
        return i;
      }
    }
    return probabilities.length - 1;
  }

  /** One gradient step against a gradient given at the scores. */
  public void step(byte[][] observations, Network.OutputGradient gradient, Adam optimiser) {
    network.trainStep(observations, gradient, optimiser);
  }

  /** A copy that stays as it is while this one is trained: the frozen M1 of a round. */
  public AnswerModel frozenCopy() {
    return new AnswerModel(network.copy());
  }
}
