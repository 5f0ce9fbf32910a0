package org.amplia.model;

/**
 * What a judge preferred in one state, one bit a comparison. Arrays are shared, not copied.
 *
 * @param observation what is seen of the state
 * @param preferred index of the answer preferred, one a comparison
 * @param other index of the answer it was compared with, another one
 */
public record Preferences(byte[] observation, byte[] preferred, byte[] other) {
  /** Number of comparisons. */
  public int count() {
    return preferred.length;
  }

  /**
   * How often each answer was preferred less how often it was not, a comparison: what little is
   * told of the state by itself. Sums to 0.
   *
   * @param answers how many there are
   */
  public float[] balance(int answers) {
    float[] balance = new float[answers];
    for (int i = 0; i < preferred.length; i++) {
      balance[preferred[i]] += 1f / preferred.length;
      balance[other[i]] -= 1f / preferred.length;
    }
    return balance;
  }

  /** How many of the comparisons scores of the answers predict; half a one where they are equal. */
  public double predictedBy(float[] scores) {
    double predicted = 0;
    for (int i = 0; i < preferred.length; i++) {
      predicted += 0.5 + 0.5 * Math.signum(scores[preferred[i]] - scores[other[i]]);
    }
    return predicted;
  }

  /**
   * The mean over the comparisons of −log σ(r(preferred) − r(other)), nats: the negative
   * log-likelihood of Bradley &amp; Terry's model (1952), as in Christiano et al. 2017, equation 1.
   *
   * @param rewards r of every answer
   */
  public double loss(float[] rewards) {
    double loss = 0;
    for (int i = 0; i < preferred.length; i++) {
      // log(1 + exp(−d)) without overflow.
      double d = (double) rewards[preferred[i]] - rewards[other[i]];
      loss += Math.max(0, -d) + Math.log1p(Math.exp(-Math.abs(d)));
    }
    return loss / preferred.length;
  }

  /** Gradient of {@link #loss} with respect to the rewards; sums to 0. */
  public float[] gradient(float[] rewards) {
    float[] gradient = new float[rewards.length];
    for (int i = 0; i < preferred.length; i++) {
      double d = (double) rewards[preferred[i]] - rewards[other[i]];
      float surprise = (float) (1 / (1 + Math.exp(d)) / preferred.length);
      gradient[preferred[i]] -= surprise;
      gradient[other[i]] += surprise;
    }
    return gradient;
  }
}
