package org.amplia.decomposition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.amplia.model.InformationChooser;
import org.amplia.net.Adam;
import org.amplia.question.Information;
import org.amplia.update.SamplingUpdate;

/**
 * Questions of Q3 with the judged candidates of each: what M1 takes gradient steps on.
 *
 * @param dossiers the questions
 * @param candidates of each
 * @param usefulness of each candidate, nats
 * @param logProbabilities of each candidate under M1 when it was chosen
 * @param reference likewise under M1 as it was when learning began
 */
record JudgedChoices(
    byte[][] dossiers,
    List<List<Information>> candidates,
    List<double[]> usefulness,
    List<double[]> logProbabilities,
    List<double[]> reference) {
  private static final int CHUNK = 256;

  /** Mean usefulness of the candidates. */
  double mean() {
    return usefulness.stream().flatMapToDouble(Arrays::stream).average().orElse(0);
  }

  /** Standard deviation within questions: what hangs on the choice. */
  private double deviation() {
    double squares = 0;
    int count = 0;
    for (double[] useful : usefulness) {
      double mean = Arrays.stream(useful).average().orElse(0);
      for (double one : useful) {
        squares += (one - mean) * (one - mean);
        count++;
      }
    }
    return Math.sqrt(squares / Math.max(1, count)) + 1e-9;
  }

  /** One gradient step of M1 on the questions {@code from} … {@code from + count − 1}. */
  void raise(
      InformationChooser chooser, int from, int count, SamplingUpdate update, Adam optimiser) {
    double deviation = deviation();
    List<byte[]> questions = new ArrayList<>();
    List<Information> answers = new ArrayList<>();
    List<Double> weights = new ArrayList<>();
    for (int q = from; q < from + count; q++) {
      double[] approvals = Arrays.stream(usefulness.get(q)).map(u -> u / deviation).toArray();
      double[] given = update.weights(approvals, logProbabilities.get(q), reference.get(q));
      for (int c = 0; c < given.length; c++) {
        if (given[c] != 0) {
          questions.add(dossiers[q]);
          answers.add(candidates.get(q).get(c));
          weights.add(given[c]);
        }
      }
    }
    if (!questions.isEmpty()) {
      // The network's step is the mean over its rows, the update's over the questions.
      double rowsAQuestion = (double) questions.size() / count;
      chooser.raise(
          questions.toArray(byte[][]::new),
          answers,
          weights.stream().mapToDouble(weight -> weight * rowsAQuestion).toArray(),
          optimiser);
    }
  }

  /** Of each question's candidates under a chooser, nats. */
  static List<double[]> logProbabilities(
      InformationChooser chooser, byte[][] dossiers, List<List<Information>> candidates) {
    List<double[]> logarithms = new ArrayList<>();
    for (int from = 0; from < dossiers.length; from += CHUNK) {
      int to = Math.min(dossiers.length, from + CHUNK);
      List<byte[]> questions = new ArrayList<>();
      List<Information> answers = new ArrayList<>();
      for (int q = from; q < to; q++) {
        for (Information answer : candidates.get(q)) {
          questions.add(dossiers[q]);
          answers.add(answer);
        }
      }
      double[] found = chooser.logProbabilities(questions.toArray(byte[][]::new), answers);
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
