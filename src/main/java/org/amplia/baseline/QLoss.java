package org.amplia.baseline;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Regression of Q(s, a) to given targets. With {@link QTargets#highest} or {@link QTargets#doubleQ}
 * it is the loss of DQN (Mnih et al. 2015), with targets from elsewhere that of fitted Q. Outputs
 * of actions that were not taken have gradient 0.
 *
 * @param penalty what an error costs
 */
public record QLoss(ErrorPenalty penalty) {
  /** The metric of the mean of Q(s, a) before the step. */
  static final String Q_VALUE = "q_value";

  /**
   * Mean of w · penalty(target − Q(s, a)).
   *
   * @param outputs batch × actions: Q(s, ·)
   * @param actions the actions taken
   * @param targets what their values should be, in units of (transformed) reward
   * @param weights importance weights w of the transitions (Schaul et al. 2016); they multiply the
   *     loss, not the error. All 1 without prioritised replay: {@link #unweighted}
   * @throws IllegalArgumentException if the batch is empty or the lengths differ
   */
  public LossResult at(float[][] outputs, int[] actions, float[] targets, float[] weights) {
    int batch = outputs.length;
    BatchShape.require(batch, actions.length, "actions");
    BatchShape.require(batch, targets.length, "targets");
    BatchShape.require(batch, weights.length, "weights");
    float[][] gradient = new float[batch][outputs[0].length];
    float[] errors = new float[batch];
    double value = 0;
    double meanValue = 0;
    for (int i = 0; i < batch; i++) {
      double estimate = outputs[i][actions[i]];
      double error = targets[i] - estimate;
      errors[i] = (float) error;
      value += weights[i] * penalty.value(error) / batch;
      gradient[i][actions[i]] = (float) (-weights[i] * penalty.derivative(error) / batch);
      meanValue += estimate / batch;
    }
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("q_loss", value);
    metrics.put(Q_VALUE, meanValue);
    return LossResult.ofValues(new Loss(value, gradient), errors, metrics);
  }

  /** Weights that change nothing. */
  public static float[] unweighted(int batch) {
    float[] ones = new float[batch];
    Arrays.fill(ones, 1);
    return ones;
  }
}
