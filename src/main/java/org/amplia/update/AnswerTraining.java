package org.amplia.update;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.amplia.base.RandomStream;
import org.amplia.model.AnswerModel;
import org.amplia.net.Adam;

/**
 * Learns the answers to questions of any domain from an overseer's approval of few of them. In each
 * phase questions are drawn, the update says which answers to each the overseer is asked about, and
 * M1 takes gradient steps on what it approves of.
 *
 * <p>Approvals count in units of their standard deviation within the questions of a phase, and a
 * step is the mean over its questions, however many candidates each has: as where the overseer is
 * asked about every action.
 *
 * @param steps gradient steps, all phases together
 * @param phases times that the overseer is asked, 1 … {@code steps}
 * @param batchSize questions in a gradient step, drawn with replacement
 * @param samples answers that the update draws for each question, 1 or more
 * @param learningRate Adam's highest
 */
public record AnswerTraining(
    int steps, int phases, int batchSize, int samples, double learningRate) {
  private static final double MAX_GRADIENT_NORM = 5;
  private static final int CHUNK = 256;

  /** Checks that every phase has a step. */
  public AnswerTraining {
    if (phases < 1 || phases > steps) {
      throw new IllegalArgumentException(phases + " phases of " + steps + " steps");
    }
  }

  /**
   * The questions of a phase.
   *
   * @param asked as the model takes them
   * @param approvals the overseer: of each question's candidates, in any unit
   */
  public record Questions<A>(byte[][] asked, Function<List<List<A>>, List<double[]>> approvals) {}

  /**
   * Teaches the model; the same questions, model and chances give the same parameters.
   *
   * @param count questions there are
   * @param phase puts the questions of a phase, by their numbers 0 … {@code count} − 1
   * @return mean approval of the candidates in each phase
   */
  public <A> double[] train(
      AnswerModel<A> model,
      int count,
      Function<List<Integer>, Questions<A>> phase,
      SamplingUpdate update,
      RandomStream random) {
    Adam optimiser = new Adam(learningRate, steps, MAX_GRADIENT_NORM);
    int stepsAPhase = steps / phases;
    double[] means = new double[phases];
    try (AnswerModel<A> start = model.frozenCopy()) {
      for (int i = 0; i < phases; i++) {
        Questions<A> questions =
            phase.apply(random.ints((long) stepsAPhase * batchSize, 0, count).boxed().toList());
        List<List<A>> candidates = update.candidates(model, questions.asked(), samples, random);
        List<double[]> approvals = questions.approvals().apply(candidates);
        means[i] = approvals.stream().flatMapToDouble(Arrays::stream).average().orElse(0);
        List<double[]> weights =
            weights(
                update,
                approvals,
                logProbabilities(model, questions.asked(), candidates),
                logProbabilities(start, questions.asked(), candidates));
        for (int from = 0; from < weights.size(); from += batchSize) {
          raise(model, questions.asked(), candidates, weights, from, optimiser);
        }
      }
    }
    return means;
  }

  /** Of each question's candidates. */
  private static List<double[]> weights(
      SamplingUpdate update,
      List<double[]> approvals,
      List<double[]> logProbabilities,
      List<double[]> reference) {
    double deviation = deviation(approvals);
    List<double[]> weights = new ArrayList<>();
    for (int q = 0; q < approvals.size(); q++) {
      double[] scaled = Arrays.stream(approvals.get(q)).map(a -> a / deviation).toArray();
      weights.add(update.weights(scaled, logProbabilities.get(q), reference.get(q)));
    }
    return weights;
  }

  /** Standard deviation within questions: how much the choice of the answer matters. */
  private static double deviation(List<double[]> approvals) {
    double squares = 0;
    int count = 0;
    for (double[] judged : approvals) {
      double mean = Arrays.stream(judged).average().orElse(0);
      for (double one : judged) {
        squares += (one - mean) * (one - mean);
        count++;
      }
    }
    return Math.sqrt(squares / Math.max(1, count)) + 1e-9;
  }

  /** One gradient step on a batch of questions; candidates of weight 0 move nothing. */
  private <A> void raise(
      AnswerModel<A> model,
      byte[][] questions,
      List<List<A>> candidates,
      List<double[]> weights,
      int from,
      Adam optimiser) {
    List<byte[]> asked = new ArrayList<>();
    List<A> answers = new ArrayList<>();
    List<Double> counted = new ArrayList<>();
    for (int q = from; q < from + batchSize; q++) {
      for (int c = 0; c < weights.get(q).length; c++) {
        if (weights.get(q)[c] != 0) {
          asked.add(questions[q]);
          answers.add(candidates.get(q).get(c));
          counted.add(weights.get(q)[c]);
        }
      }
    }
    if (!asked.isEmpty()) {
      // The network's step is the mean over its rows, the update's over the questions.
      double rowsPerQuestion = (double) asked.size() / batchSize;
      model.raise(
          asked.toArray(byte[][]::new),
          answers,
          counted.stream().mapToDouble(weight -> weight * rowsPerQuestion).toArray(),
          optimiser);
    }
  }

  /** Of each question's candidates under a model, nats. */
  private static <A> List<double[]> logProbabilities(
      AnswerModel<A> model, byte[][] questions, List<List<A>> candidates) {
    List<double[]> logarithms = new ArrayList<>();
    for (int from = 0; from < questions.length; from += CHUNK) {
      int to = Math.min(questions.length, from + CHUNK);
      List<byte[]> asked = new ArrayList<>();
      List<A> answers = new ArrayList<>();
      for (int q = from; q < to; q++) {
        for (A answer : candidates.get(q)) {
          asked.add(questions[q]);
          answers.add(answer);
        }
      }
      double[] found = model.logProbabilities(asked.toArray(byte[][]::new), answers);
      int next = 0;
      for (int q = from; q < to; q++) {
        int count = candidates.get(q).size();
        logarithms.add(Arrays.copyOfRange(found, next, next + count));
        next += count;
      }
    }
    return logarithms;
  }
}
