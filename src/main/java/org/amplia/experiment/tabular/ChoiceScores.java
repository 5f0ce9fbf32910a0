package org.amplia.experiment.tabular;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Softmax scores of several questions with as many answers each: one row a question. */
final class ChoiceScores {
  private static final int NONE = -1;

  private final int answers;
  private final INDArray scores;
  private final INDArray probabilities;
  private final float[] heap;
  private final float[] gathered;
  private final double[] cumulative;

  /** The question that {@link #cumulative} is about. */
  private int summed = NONE;

  /**
   * Scores to begin with.
   *
   * @param initial questions × answers
   */
  ChoiceScores(float[][] initial) {
    answers = initial[0].length;
    scores = Nd4j.createFromArray(initial);
    probabilities = Nd4j.createUninitialized(initial.length, answers);
    heap = new float[initial.length * answers];
    cumulative = new double[answers];
    gathered = new float[initial.length];
    evaluate();
  }

  /** The probability of an answer. */
  double probability(int question, int answer) {
    return heap[question * answers + answer];
  }

  /**
   * The answer that a share of all probability falls on.
   *
   * @param share 0 … 1
   */
  int answerAt(int question, double share) {
    if (summed != question) {
      double sum = 0;
      for (int k = 0; k < answers; k++) {
        sum += heap[question * answers + k];
        cumulative[k] = sum;
      }
      summed = question;
    }
    int found = Arrays.binarySearch(cumulative, share * cumulative[answers - 1]);
    return Math.min(answers - 1, found < 0 ? -found - 1 : found + 1);
  }

  /** Adds weight · ∇ log p(answer) to the next step. */
  void gather(int question, int answer, double weight) {
    scores.putScalar(question, answer, scores.getFloat(question, answer) + weight);
    gathered[question] += (float) weight;
  }

  /** Takes the steps: what ∇ log p has for every answer is −p, for the weights together. */
  void move() {
    probabilities.muliColumnVector(Nd4j.createFromArray(gathered).reshape(-1, 1));
    scores.subi(probabilities);
    Arrays.fill(gathered, 0);
    evaluate();
  }

  /** In the memory that is there: 100,000 answers times 30 questions are 12 MB. */
  private void evaluate() {
    probabilities.assign(scores);
    probabilities.subiColumnVector(probabilities.max(true, 1));
    Transforms.exp(probabilities, false);
    probabilities.diviColumnVector(probabilities.sum(true, 1));
    summed = NONE;
    probabilities.data().asNioFloat().get(0, heap);
  }
}
