package org.amplia.baseline;

import org.amplia.base.RootLocale;
import org.amplia.base.UserError;

/**
 * Generalised advantage estimation (Schulman et al. 2016): Â_t = δ_t + γ λ Â_{t+1} with δ_t = r_t +
 * γ V(s_{t+1}) − V(s_t), cut where an episode ends. Where only a time limit ended it, γ V of the
 * state that it cut off is added to the reward, as Stable-Baselines3 does (Pardo et al. 2018).
 *
 * @param discount γ, 0 … 1
 * @param lambda λ, 0 … 1: 0 looks one step ahead, 1 to the end of the episode
 */
public record GeneralisedAdvantage(double discount, double lambda) {
  public GeneralisedAdvantage {
    if (!(discount >= 0 && discount <= 1 && lambda >= 0 && lambda <= 1)) {
      throw UserError.of(
          "the discount (%s) and GAE's lambda (%s) must be within 0 … 1", discount, lambda);
    }
  }

  /** Advantages and returns of every step of a rollout. */
  public Advantages of(Rollout rollout) {
    int steps = rollout.rewards().length;
    int environments = rollout.nextValues().length;
    float[][] advantages = new float[steps][environments];
    float[][] returns = new float[steps][environments];
    for (int e = 0; e < environments; e++) {
      double advantage = 0;
      double nextValue = rollout.nextValues()[e];
      for (int t = steps - 1; t >= 0; t--) {
        boolean ends = rollout.ends()[t][e];
        double value = rollout.values()[t][e];
        double next = ends ? rollout.timeLimitValues()[t][e] : nextValue;
        double error = rollout.rewards()[t][e] + discount * next - value;
        advantage = error + (ends ? 0 : discount * lambda * advantage);
        advantages[t][e] = (float) advantage;
        returns[t][e] = (float) (advantage + value);
        nextValue = value;
      }
    }
    return new Advantages(advantages, returns);
  }

  /**
   * As [steps][environments]: how much better the action was than the state's value, and advantage
   * + value, which the value is fitted to.
   */
  public record Advantages(float[][] advantages, float[][] returns) {}

  /**
   * What a number of environments brought over a number of steps, as [steps][environments]. An
   * episode that ends is followed by a new one in the next row.
   *
   * @param rewards of the steps, transformed if they are
   * @param values V of the state in which the step was taken
   * @param ends whether the step was its episode's last, for whatever reason
   * @param timeLimitValues V of the state after the step where only a time limit ended the episode,
   *     0 everywhere else; it counts as if the game had gone on
   * @param nextValues [environments]: V of the states after the last row; not looked at where that
   *     row ends an episode
   */
  public record Rollout(
      float[][] rewards,
      float[][] values,
      boolean[][] ends,
      float[][] timeLimitValues,
      float[] nextValues) {
    public Rollout {
      LossResult.requireLength(rewards.length, values.length, "values");
      LossResult.requireLength(rewards.length, ends.length, "ends");
      LossResult.requireLength(rewards.length, timeLimitValues.length, "timeLimitValues");
      for (int t = 0; t < rewards.length; t++) {
        LossResult.requireLength(nextValues.length, rewards[t].length, "a row of rewards");
        LossResult.requireLength(nextValues.length, values[t].length, "a row of values");
        LossResult.requireLength(nextValues.length, ends[t].length, "a row of ends");
        LossResult.requireLength(
            nextValues.length, timeLimitValues[t].length, "a row of timeLimitValues");
        for (int e = 0; e < nextValues.length; e++) {
          if (timeLimitValues[t][e] != 0 && !ends[t][e]) {
            throw new IllegalArgumentException(
                RootLocale.format(
                    "a time limit's value at step %d, environment %d, which ends no episode",
                    t, e));
          }
        }
      }
    }
  }
}
