package org.amplia.baseline;

import org.amplia.base.RootLocale;

/**
 * What a number of environments brought over a number of steps, as [steps][environments]. An
 * episode that ends is followed by a new one in the next row.
 *
 * @param rewards of the steps, transformed if they are
 * @param values V of the state in which the step was taken
 * @param ends whether the step was its episode's last, for whatever reason
 * @param timeLimitValues V of the state after the step where only a time limit ended the episode, 0
 *     everywhere else; it counts as if the game had gone on
 * @param nextValues [environments]: V of the states after the last row; not looked at where that
 *     row ends an episode
 */
public record Rollout(
    float[][] rewards,
    float[][] values,
    boolean[][] ends,
    float[][] timeLimitValues,
    float[] nextValues) {
  /** Checks the shapes. */
  public Rollout {
    BatchShape.require(rewards.length, values.length, "values");
    BatchShape.require(rewards.length, ends.length, "ends");
    BatchShape.require(rewards.length, timeLimitValues.length, "timeLimitValues");
    for (int t = 0; t < rewards.length; t++) {
      BatchShape.require(nextValues.length, rewards[t].length, "a row of rewards");
      BatchShape.require(nextValues.length, values[t].length, "a row of values");
      BatchShape.require(nextValues.length, ends[t].length, "a row of ends");
      BatchShape.require(nextValues.length, timeLimitValues[t].length, "a row of timeLimitValues");
      for (int e = 0; e < nextValues.length; e++) {
        if (timeLimitValues[t][e] != 0 && !ends[t][e]) {
          throw new IllegalArgumentException(
              RootLocale.format(
                  "a time limit's value at step %d, environment %d, which ends no episode", t, e));
        }
      }
    }
  }
}
