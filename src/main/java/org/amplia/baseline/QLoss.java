package org.amplia.baseline;

import java.util.LinkedHashMap;
import java.util.Map;
import org.amplia.model.Scores;

/**
 * Regression of Q(s, a) to given targets, the loss of DQN (Mnih et al. 2015) and of fitted Q.
 * Outputs of actions that were not taken have gradient 0.
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
   *     loss, not the error. All 1 without prioritised replay
   * @throws IllegalArgumentException if the batch is empty or the lengths differ
   */
  public LossResult at(float[][] outputs, int[] actions, float[] targets, float[] weights) {
    int batch = outputs.length;
    LossResult.requireLength(batch, actions.length, "actions");
    LossResult.requireLength(batch, targets.length, "targets");
    LossResult.requireLength(batch, weights.length, "weights");
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
    return LossResult.ofValues(value, gradient, errors, metrics);
  }

  /**
   * What Q(s, a) is regressed to: the reward of n steps and the discounted value of the state after
   * them. The arrays have one entry a transition:
   *
   * <ul>
   *   <li>{@code returns}: R = Σ γ^k r_k over the n steps, k = 0 … n − 1;
   *   <li>{@code discounts}: what the value of the next state counts, γ^n; 0 if the game ended
   *       within the n steps (but not if only a time limit cut it). A return that was cut short
   *       after m &lt; n steps has γ^m here;
   *   <li>{@code nextOnline}, {@code nextTarget}: batch × actions, the values of the next state by
   *       the network that learns and by its older copy.
   * </ul>
   *
   * <p>No gradient flows through a target.
   */
  public static final class QTargets {
    private QTargets() {}

    /**
     * R + γ^n Q⁻(s', argmax Q(s', ·)): the online network chooses, its older copy values (van
     * Hasselt, Guez &amp; Silver 2016). The first of equally valued actions is chosen.
     */
    public static float[] doubleQ(
        float[] returns, float[] discounts, float[][] nextOnline, float[][] nextTarget) {
      int batch = returns.length;
      LossResult.requireLength(batch, discounts.length, "discounts");
      LossResult.requireLength(batch, nextOnline.length, "nextOnline");
      LossResult.requireLength(batch, nextTarget.length, "nextTarget");
      float[] targets = new float[batch];
      for (int i = 0; i < batch; i++) {
        double next = nextTarget[i][Scores.mode(nextOnline[i])];
        targets[i] = (float) (returns[i] + discounts[i] * next);
      }
      return targets;
    }

    /**
     * R + γ^n α log Σ exp(Q⁻(s', ·) / α): the soft value, which is the highest plus what the
     * entropy of the policy exp(Q/α) is worth (Haarnoja et al. 2017).
     *
     * @param temperature α, in units of reward, above 0; towards 0 the soft value is the highest
     */
    public static float[] soft(
        float[] returns, float[] discounts, float[][] nextTarget, double temperature) {
      int batch = returns.length;
      LossResult.requireLength(batch, discounts.length, "discounts");
      LossResult.requireLength(batch, nextTarget.length, "nextTarget");
      float[] targets = new float[batch];
      for (int i = 0; i < batch; i++) {
        targets[i] = (float) (returns[i] + discounts[i] * softValue(nextTarget[i], temperature));
      }
      return targets;
    }

    private static double softValue(float[] values, double temperature) {
      // The highest is taken out of the sum: exp(Q/α) overflows where α is small.
      double highest = values[Scores.mode(values)];
      double sum = 0;
      for (float value : values) {
        sum += Math.exp((value - highest) / temperature);
      }
      return highest + temperature * Math.log(sum);
    }
  }

  /** What a temporal-difference error δ costs. */
  public enum ErrorPenalty {
    /**
     * ½ δ² up to |δ| = 1, |δ| − ½ beyond (Huber 1964): the derivative is the error clipped to ±1,
     * as Mnih et al. (2015) clip it.
     */
    HUBER {
      @Override
      double value(double error) {
        double size = Math.abs(error);
        return size <= 1 ? 0.5 * size * size : size - 0.5;
      }

      @Override
      double derivative(double error) {
        return Math.max(-1, Math.min(1, error));
      }
    },

    /** δ², without a half, as the papers write it; its derivative is 2 δ. */
    SQUARED {
      @Override
      double value(double error) {
        return error * error;
      }

      @Override
      double derivative(double error) {
        return 2 * error;
      }
    };

    abstract double value(double error);

    abstract double derivative(double error);
  }
}
