package org.amplia.update;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.amplia.model.AnswerModel;
import org.amplia.net.Adam;

/**
 * Questions with the judged candidates of each: what M1 takes gradient steps on, whatever the
 * domain of the answers.
 *
 * @param questions as the model takes them
 * @param candidates of each
 * @param approvals of each candidate, in any unit
 * @param logProbabilities of each candidate under M1 when it was chosen, nats
 * @param reference likewise under the leash's policy: M1 as it was when learning began
 */
public record JudgedAnswers<A>(
    byte[][] questions,
    List<List<A>> candidates,
    List<double[]> approvals,
    List<double[]> logProbabilities,
    List<double[]> reference) {
  private static final int CHUNK = 256;

  /** Candidates that have been judged, with their probabilities under M1 now and at the start. */
  public static <A> JudgedAnswers<A> of(
      AnswerModel<A> model,
      AnswerModel<A> start,
      byte[][] questions,
      List<List<A>> candidates,
      List<double[]> approvals) {
    return new JudgedAnswers<>(
        questions,
        candidates,
        approvals,
        logProbabilities(model, questions, candidates),
        logProbabilities(start, questions, candidates));
  }

  /** Mean approval of the candidates. */
  public double mean() {
    return approvals.stream().flatMapToDouble(Arrays::stream).average().orElse(0);
  }

  /** Standard deviation within questions: what hangs on the choice. */
  private double deviation() {
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

  /**
   * One gradient step of M1 on the questions {@code from} … {@code from + count − 1}. Approvals
   * count in units of their deviation.
   */
  public void raise(
      AnswerModel<A> model, int from, int count, SamplingUpdate update, Adam optimiser) {
    double deviation = deviation();
    List<byte[]> asked = new ArrayList<>();
    List<A> answers = new ArrayList<>();
    List<Double> weights = new ArrayList<>();
    for (int q = from; q < from + count; q++) {
      double[] scaled = Arrays.stream(approvals.get(q)).map(a -> a / deviation).toArray();
      double[] given = update.weights(scaled, logProbabilities.get(q), reference.get(q));
      for (int c = 0; c < given.length; c++) {
        if (given[c] != 0) {
          asked.add(questions[q]);
          answers.add(candidates.get(q).get(c));
          weights.add(given[c]);
        }
      }
    }
    if (!asked.isEmpty()) {
      // The network's step is the mean over its rows, the update's over the questions.
      double rowsAQuestion = (double) asked.size() / count;
      model.raise(
          asked.toArray(byte[][]::new),
          answers,
          weights.stream().mapToDouble(weight -> weight * rowsAQuestion).toArray(),
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
