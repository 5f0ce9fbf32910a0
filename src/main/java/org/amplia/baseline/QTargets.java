package org.amplia.baseline;

import org.amplia.model.ChoiceModel;

/**
 * What Q(s, a) is regressed to: the reward of n steps and the discounted value of the state after
 * them. The arrays have one entry a transition:
 *
 * <ul>
 *   <li>{@code returns}: R = Σ γ^k r_k over the n steps, k = 0 … n − 1;
 *   <li>{@code discounts}: what the value of the next state counts, γ^n; 0 if the game ended within
 *       the n steps (but not if only a time limit cut it). A return that was cut short after m &lt;
 *       n steps has γ^m here;
 *   <li>{@code nextOnline}, {@code nextTarget}: batch × actions, the values of the next state by
 *       the network that learns and by its older copy.
 * </ul>
 *
 * <p>No gradient flows through a target.
 */
public final class QTargets {
  private QTargets() {}

  /** R + γ^n max Q⁻(s', ·) (Mnih et al. 2015, with n = 1). */
  public static float[] highest(float[] returns, float[] discounts, float[][] nextTarget) {
    return doubleQ(returns, discounts, nextTarget, nextTarget);
  }

  /**
   * R + γ^n Q⁻(s', argmax Q(s', ·)): the online network chooses, its older copy values (van
   * Hasselt, Guez &amp; Silver 2016). The first of equally valued actions is chosen.
   */
  public static float[] doubleQ(
      float[] returns, float[] discounts, float[][] nextOnline, float[][] nextTarget) {
    int batch = returns.length;
    BatchShape.require(batch, discounts.length, "discounts");
    BatchShape.require(batch, nextOnline.length, "nextOnline");
    BatchShape.require(batch, nextTarget.length, "nextTarget");
    float[] targets = new float[batch];
    for (int i = 0; i < batch; i++) {
      double next = nextTarget[i][ChoiceModel.mode(nextOnline[i])];
      targets[i] = (float) (returns[i] + discounts[i] * next);
    }
    return targets;
  }

  /**
   * R + γ^n α log Σ exp(Q⁻(s', ·) / α): the soft value, which is the highest plus what the entropy
   * of the policy exp(Q/α) is worth (Haarnoja et al. 2017).
   *
   * @param temperature α, in units of reward, above 0; towards 0 the soft value is the highest
   */
  public static float[] soft(
      float[] returns, float[] discounts, float[][] nextTarget, double temperature) {
    int batch = returns.length;
    BatchShape.require(batch, discounts.length, "discounts");
    BatchShape.require(batch, nextTarget.length, "nextTarget");
    float[] targets = new float[batch];
    for (int i = 0; i < batch; i++) {
      targets[i] = (float) (returns[i] + discounts[i] * softValue(nextTarget[i], temperature));
    }
    return targets;
  }

  private static double softValue(float[] values, double temperature) {
    // The highest is taken out of the sum: exp(Q/α) overflows where α is small.
    double highest = values[ChoiceModel.mode(values)];
    double sum = 0;
    for (float value : values) {
      sum += Math.exp((value - highest) / temperature);
    }
    return highest + temperature * Math.log(sum);
  }
}
