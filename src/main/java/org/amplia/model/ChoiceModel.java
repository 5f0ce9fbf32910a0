package org.amplia.model;

import java.util.Arrays;
import java.util.List;
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
public record ChoiceModel(Network network) implements AnswerModel<Integer> {
  /** The number of possible answers. */
  public int answerCount() {
    return network.architecture().outputs() - (hasValue() ? 1 : 0);
  }

  /**
   * Scores of every answer in any number of states: questions × answers. Thread-safe while nobody
   * trains.
   */
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

  @Override
  public List<Integer> samples(byte[][] questions, RandomStream random) {
    return Arrays.stream(scores(questions))
        .map(scores -> sample(probabilities(scores), random))
        .toList();
  }

  @Override
  public List<Integer> modes(byte[][] questions) {
    return Arrays.stream(scores(questions)).map(ChoiceModel::mode).toList();
  }

  @Override
  public Integer anyAnswer(RandomStream random) {
    return random.nextInt(answerCount());
  }

  @Override
  public double[] logProbabilities(byte[][] questions, List<Integer> answers) {
    return logProbabilities(scores(questions), answers);
  }

  /** Of one answer to each question, nats, by the scores of all. */
  static double[] logProbabilities(float[][] scores, List<Integer> answers) {
    double[] logarithms = new double[scores.length];
    for (int i = 0; i < scores.length; i++) {
      logarithms[i] = Math.log(Math.max(probabilities(scores[i])[answers.get(i)], 1e-12));
    }
    return logarithms;
  }

  @Override
  public void raise(byte[][] questions, List<Integer> answers, double[] weights, Adam optimiser) {
    step(questions, scores -> gradients(scores, answers, weights), optimiser);
  }

  /** Of −Σ weight · log p(answer) ÷ questions, at the scores. */
  static float[][] gradients(float[][] scores, List<Integer> answers, double[] weights) {
    float[][] gradients = new float[scores.length][];
    for (int i = 0; i < scores.length; i++) {
      double[] probabilities = probabilities(scores[i]);
      gradients[i] = new float[probabilities.length];
      double weight = weights[i] / scores.length;
      for (int k = 0; k < probabilities.length; k++) {
        gradients[i][k] = (float) (weight * probabilities[k]);
      }
      gradients[i][answers.get(i)] -= (float) weight;
    }
    return gradients;
  }

  /** One gradient step against a gradient given at the scores. */
  public void step(byte[][] observations, Network.OutputGradient gradient, Adam optimiser) {
    network.trainStep(observations, gradient, optimiser);
  }

  /** The frozen M1 of a round. */
  @Override
  public ChoiceModel frozenCopy() {
    return new ChoiceModel(network.copy());
  }

  @Override
  public void close() {
    network.close();
  }
}
