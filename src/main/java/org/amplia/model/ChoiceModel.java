package org.amplia.model;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
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
  /** Probabilities do not count as less where their logarithm is taken. */
  static final double LEAST_PROBABILITY = 1e-12;

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
  public List<Integer> domain() {
    return IntStream.range(0, answerCount()).boxed().toList();
  }

  @Override
  public double[] logProbabilities(byte[][] questions, List<Integer> answers) {
    float[][] scores = scores(questions);
    return IntStream.range(0, scores.length)
        .mapToDouble(i -> logProbabilities(scores[i], List.of(answers.get(i)))[0])
        .toArray();
  }

  /** Of answers to one question, nats, by the scores of all. */
  static double[] logProbabilities(float[] scores, List<Integer> answers) {
    double[] probabilities = probabilities(scores);
    return answers.stream()
        .mapToDouble(answer -> Math.log(Math.max(probabilities[answer], LEAST_PROBABILITY)))
        .toArray();
  }

  @Override
  public void raise(
      byte[][] questions,
      List<List<Integer>> answers,
      Weighing weighing,
      Leash leash,
      AnswerModel<Integer> start,
      Adam optimiser) {
    float[][] held = leash.strength() == 0 ? null : ((ChoiceModel) start).scores(questions);
    step(questions, scores -> gradients(scores, answers, weighing, leash, held), optimiser);
  }

  /**
   * At the scores of all answers, see {@link AnswerModel#raise}.
   *
   * @param start scores when the round began; null if nothing is held
   */
  public static float[][] gradients(
      float[][] scores,
      List<List<Integer>> answers,
      Weighing weighing,
      Leash leash,
      float[][] start) {
    float[][] gradients = new float[scores.length][];
    double share = 1.0 / scores.length;
    for (int i = 0; i < scores.length; i++) {
      double[] probabilities = probabilities(scores[i]);
      double[] weights = weighing.weights(i, logProbabilities(scores[i], answers.get(i)));
      double sum = 0;
      double[] gradient = new double[probabilities.length];
      for (int c = 0; c < weights.length; c++) {
        gradient[answers.get(i).get(c)] -= weights[c];
        sum += weights[c];
      }
      gradients[i] = new float[gradient.length];
      for (int k = 0; k < gradient.length; k++) {
        gradients[i][k] = (float) (share * (gradient[k] + sum * probabilities[k]));
      }
      addLeash(gradients[i], scores[i], start == null ? null : start[i], leash, share);
    }
    return gradients;
  }

  /**
   * Adds the gradient of β · KL(p‖p_start) − η · H(p) at the scores of a softmax.
   *
   * @param gradient of one question, at its scores
   * @param scores M1's now; −∞ for what is no answer
   * @param start M1's when the round began; not read if β is 0
   * @param share what the term is multiplied by: 1 over the questions of a step
   */
  static void addLeash(float[] gradient, float[] scores, float[] start, Leash leash, double share) {
    if (leash.temperature() == 0) {
      return;
    }
    double[] p = probabilities(scores);
    double[] reference = leash.strength() == 0 ? p : probabilities(start);
    double[] cost = new double[p.length];
    double mean = 0;
    for (int k = 0; k < p.length; k++) {
      double log = Math.log(Math.max(p[k], LEAST_PROBABILITY));
      double logStart = Math.log(Math.max(reference[k], LEAST_PROBABILITY));
      cost[k] = leash.strength() * (log - logStart) + leash.entropy() * log;
      mean += p[k] * cost[k];
    }
    for (int k = 0; k < p.length; k++) {
      gradient[k] += (float) (share * p[k] * (cost[k] - mean));
    }
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
