package org.amplia.baseline;

import org.amplia.base.UserError;

/**
 * λ · ½ Σ θ² over all weights and biases. Its gradient λ θ belongs to the parameters, so it cannot
 * come through the outputs: the optimiser adds it to the gradient before its moments are updated
 * (PyTorch's {@code Adam(weight_decay=λ)}, not AdamW's decay, which bypasses the moments).
 *
 * @param weight λ, 0 or more
 */
public record L2Penalty(double weight) {
  /** λ₃ of DQfD (Hester et al. 2017): 1e-5. The paper leaves open whether the half is in it. */
  public static final L2Penalty DQFD = new L2Penalty(1e-5);

  /** Checks the weight. */
  public L2Penalty {
    if (!(weight >= 0)) {
      throw new UserError("the L2 weight is " + weight + ": it must be 0 or more");
    }
  }

  /** The penalty, {@code l2_loss} among the metrics. */
  public double value(Iterable<float[]> parameters) {
    double squares = 0;
    for (float[] values : parameters) {
      for (float value : values) {
        squares += (double) value * value;
      }
    }
    return weight / 2 * squares;
  }

  /** The gradient at one parameter array, to be added to the loss's. */
  public float[] gradient(float[] parameters) {
    float[] gradient = new float[parameters.length];
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] = (float) (weight * parameters[i]);
    }
    return gradient;
  }
}
