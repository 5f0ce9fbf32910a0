package org.amplia.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.amplia.decomposition.learn.Foretold;
import org.amplia.overseer.EventFrequency;

/**
 * How good probabilities were, beside what happened.
 *
 * @param logScore mean over questions of the overseer's approval, nats; 0 is the best
 * @param brier mean over questions and rollouts of (answer − happened)², 0 … 1; 0 is the best
 * @param expectedError expected calibration error (Naeini, Cooper &amp; Hauskrecht 2015): the mean
 *     over the bins, by their questions, of |mean answer − frequency|
 * @param bins ten of equal width; empty ones are left out
 */
public record Calibration(double logScore, double brier, double expectedError, List<Bin> bins) {
  private static final int BINS = 10;

  /**
   * Answers that are nearly the same.
   *
   * @param questions how many
   * @param meanAnswer mean of the answers
   * @param frequency mean of the frequencies with which the event happened
   */
  public record Bin(int questions, double meanAnswer, double frequency) {}

  /** Measures the forecasts of all seeds, taken as one list. */
  static Calibration pooled(List<Foretold> seeds) {
    return of(
        seeds.stream().flatMap(one -> one.probabilities().stream()).toList(),
        seeds.stream().flatMap(one -> one.happened().stream()).toList());
  }

  /**
   * Measures answers.
   *
   * @param answers 0 … 1, at least one
   * @param happened one per answer
   */
  public static Calibration of(List<Double> answers, List<EventFrequency> happened) {
    double logScore = 0;
    double brier = 0;
    int[] counts = new int[BINS];
    double[] answerSums = new double[BINS];
    double[] frequencySums = new double[BINS];
    for (int i = 0; i < answers.size(); i++) {
      double answer = answers.get(i);
      double frequency = happened.get(i).frequency();
      logScore += happened.get(i).approval(answer);
      brier += frequency * (1 - answer) * (1 - answer) + (1 - frequency) * answer * answer;
      int bin = Math.min(BINS - 1, (int) (answer * BINS));
      counts[bin]++;
      answerSums[bin] += answer;
      frequencySums[bin] += frequency;
    }
    int n = answers.size();
    double error =
        IntStream.range(0, BINS).mapToDouble(b -> Math.abs(answerSums[b] - frequencySums[b])).sum()
            / n;
    List<Bin> bins = new ArrayList<>();
    for (int b = 0; b < BINS; b++) {
      if (counts[b] > 0) {
        bins.add(new Bin(counts[b], answerSums[b] / counts[b], frequencySums[b] / counts[b]));
      }
    }
    return new Calibration(logScore / n, brier / n, error, bins);
  }
}
