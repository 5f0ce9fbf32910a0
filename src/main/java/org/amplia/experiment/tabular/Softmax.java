package org.amplia.experiment.tabular;

import org.amplia.model.Scores;

/** A table of scores, one per answer, whose softmax is M1's distribution. */
final class Softmax {
  /** One per answer; {@link #move} makes a change of them count. */
  final float[] scores;

  private double[] probabilities;
  private double gathered;

  /** Every answer is as probable as any other. */
  Softmax(int answers) {
    scores = new float[answers];
    move();
  }

  /** Of every answer; not to be changed. */
  double[] probabilities() {
    return probabilities;
  }

  /** Adds weight · ∇ log p(answer) to the next step. */
  void gather(int answer, double weight) {
    scores[answer] += (float) weight;
    gathered += weight;
  }

  /** Takes the step: what ∇ log p has for every answer is −p, for the weights together. */
  void move() {
    for (int k = 0; gathered != 0 && k < scores.length; k++) {
      scores[k] -= (float) (gathered * probabilities[k]);
    }
    gathered = 0;
    probabilities = Scores.probabilities(scores);
  }
}
