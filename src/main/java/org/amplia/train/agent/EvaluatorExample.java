package org.amplia.train.agent;

import java.util.Arrays;
import org.amplia.train.games.Return;

/**
 * What the evaluator is to answer for a state.
 *
 * @param observation what is seen
 * @param values one per action; NaN where nothing is known
 */
public record EvaluatorExample(byte[] observation, float[] values) {
  /**
   * An example about the one action that was taken.
   *
   * @param value what it came to
   */
  public static EvaluatorExample of(Return step, float value, int actionCount) {
    float[] values = new float[actionCount];
    Arrays.fill(values, Float.NaN);
    values[step.action()] = value;
    return new EvaluatorExample(step.observation(), values);
  }

  /** Whether the values differ: it makes a difference which action is taken. */
  public boolean isDecisive() {
    for (float value : values) {
      if (value != values[0]) {
        return true;
      }
    }
    return false;
  }

  /** The values less their mean over the actions, all of which are known. */
  public float[] advantages() {
    double mean = 0;
    for (float value : values) {
      mean += value / values.length;
    }
    float[] advantages = new float[values.length];
    for (int a = 0; a < values.length; a++) {
      advantages[a] = (float) (values[a] - mean);
    }
    return advantages;
  }

  private int known() {
    int known = 0;
    for (float value : values) {
      known += Float.isNaN(value) ? 0 : 1;
    }
    return known;
  }

  /** Mean over the actions that are known of the squared error, which counts as 1 at most. */
  public double squaredError(float[] predicted) {
    double squares = 0;
    for (int a = 0; a < values.length; a++) {
      if (!Float.isNaN(values[a])) {
        double error = Math.min(1, Math.abs(predicted[a] - values[a]));
        squares += error * error;
      }
    }
    return squares / known();
  }

  /** Gradient of the Huber loss (threshold 1), averaged over the actions that are known. */
  public float[] gradient(float[] predicted) {
    int known = known();
    float[] gradient = new float[values.length];
    for (int a = 0; a < values.length; a++) {
      if (!Float.isNaN(values[a])) {
        gradient[a] = Math.max(-1, Math.min(1, predicted[a] - values[a])) / known;
      }
    }
    return gradient;
  }
}
