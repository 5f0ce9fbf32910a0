package org.amplia.experiment.tabular;

import java.util.List;

/**
 * What one update came to in one case.
 *
 * @param world name of the answer domain
 * @param start name of what M1 answered at first
 * @param noise standard deviation of the overseer's noise
 * @param update name of the update
 * @param stepSize that was chosen for the world and the update
 * @param approvals numbers of approvals at which regret was noted, ascending
 * @param regrets one list a seed, one number for each of {@code approvals}
 */
public record TabularOutcome(
    String world,
    String start,
    double noise,
    String update,
    double stepSize,
    List<Integer> approvals,
    List<double[]> regrets) {
  /** Regret of every seed at the end. */
  public double[] last() {
    return regrets.stream().mapToDouble(seed -> seed[seed.length - 1]).toArray();
  }
}
