package org.amplia.baseline;

/**
 * A softmax distribution over actions, in logarithms so that small probabilities keep their digits.
 *
 * @param logProbabilities one number an action, 0 or less
 */
public record Categorical(double[] logProbabilities) {
  /** The distribution whose scores are all of {@code scores}. */
  public static Categorical of(float[] scores) {
    return of(scores, scores.length);
  }

  /** The distribution whose scores are the first {@code actions} of {@code outputs}. */
  public static Categorical of(float[] outputs, int actions) {
    double highest = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < actions; k++) {
      highest = Math.max(highest, outputs[k]);
    }
    double sum = 0;
    for (int k = 0; k < actions; k++) {
      sum += Math.exp(outputs[k] - highest);
    }
    double normaliser = highest + Math.log(sum);
    double[] logProbabilities = new double[actions];
    for (int k = 0; k < actions; k++) {
      logProbabilities[k] = outputs[k] - normaliser;
    }
    return new Categorical(logProbabilities);
  }

  /** log p(action). */
  public double logProbability(int action) {
    return logProbabilities[action];
  }

  /** Probabilities of all actions. */
  public double[] probabilities() {
    double[] probabilities = new double[logProbabilities.length];
    for (int k = 0; k < probabilities.length; k++) {
      probabilities[k] = Math.exp(logProbabilities[k]);
    }
    return probabilities;
  }

  /** −Σ p log p, nats. */
  public double entropy() {
    double entropy = 0;
    for (double logarithm : logProbabilities) {
      entropy -= Math.exp(logarithm) * logarithm;
    }
    return entropy;
  }

  /**
   * Adds to a gradient at the scores: {@code logWeight} · ∇ log p(action) + {@code entropyWeight} ·
   * ∇ entropy.
   */
  void addGradient(float[] gradient, int action, double logWeight, double entropyWeight) {
    double entropy = entropy();
    for (int k = 0; k < logProbabilities.length; k++) {
      double probability = Math.exp(logProbabilities[k]);
      double ofLogarithm = (k == action ? 1 : 0) - probability;
      double ofEntropy = -probability * (logProbabilities[k] + entropy);
      gradient[k] += (float) (logWeight * ofLogarithm + entropyWeight * ofEntropy);
    }
  }
}
