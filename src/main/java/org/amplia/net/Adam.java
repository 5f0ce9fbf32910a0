package org.amplia.net;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Parameter;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import ai.djl.util.PairList;

/**
 * Adam (Kingma &amp; Ba 2015; β 0.9 and 0.999, ε 1e-8) with a learning rate that rises over the
 * first steps and falls as a cosine, and the gradient clipped by its norm over all parameters.
 */
public final class Adam {
  private static final int WARM_UP_STEPS = 50;

  private final double maxGradientNorm;
  private final Optimizer optimiser;

  /**
   * An optimiser with empty moments.
   *
   * @param learningRate at the first step
   * @param totalSteps steps over which the rate falls to 0
   * @param maxGradientNorm longer gradients are scaled down to this length
   */
  public Adam(double learningRate, int totalSteps, double maxGradientNorm) {
    this.maxGradientNorm = maxGradientNorm;
    Tracker rate =
        step ->
            (float)
                (learningRate
                    * Math.min(1, step / (double) WARM_UP_STEPS)
                    * 0.5
                    * (1 + Math.cos(Math.PI * Math.min(1, step / (double) totalSteps))));
    optimiser = Optimizer.adam().optLearningRateTracker(rate).build();
  }

  void step(PairList<String, Parameter> parameters) {
    double squares = 0;
    for (int i = 0; i < parameters.size(); i++) {
      try (NDArray gradient = parameters.valueAt(i).getArray().getGradient();
          NDArray squared = gradient.mul(gradient);
          NDArray sum = squared.sum()) {
        squares += sum.getFloat();
      }
    }
    double norm = Math.sqrt(squares);
    float scale = norm > maxGradientNorm ? (float) (maxGradientNorm / norm) : 1f;
    for (int i = 0; i < parameters.size(); i++) {
      NDArray values = parameters.valueAt(i).getArray();
      try (NDArray gradient = values.getGradient()) {
        if (scale != 1f) {
          gradient.muli(scale);
        }
        optimiser.update(parameters.keyAt(i), values, gradient);
        gradient.subi(gradient);
      }
    }
  }
}
