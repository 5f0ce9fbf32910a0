package org.amplia.baseline;

/**
 * A minibatch of a rollout.
 *
 * @param actions the actions taken
 * @param oldLogProbabilities log p(action) by the policy that played the rollout
 * @param advantages of the actions, not normalised; see {@link GeneralisedAdvantage}
 * @param returns what the value output is fitted to: advantage + value at the time of the rollout
 */
public record PpoBatch(
    int[] actions, float[] oldLogProbabilities, float[] advantages, float[] returns) {
  /** Checks the lengths. */
  public PpoBatch {
    BatchShape.require(actions.length, oldLogProbabilities.length, "oldLogProbabilities");
    BatchShape.require(actions.length, advantages.length, "advantages");
    BatchShape.require(actions.length, returns.length, "returns");
  }
}
