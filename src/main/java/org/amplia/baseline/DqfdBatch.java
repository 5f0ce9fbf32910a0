package org.amplia.baseline;

/**
 * Transitions from demonstrations and from the learner's own play, mixed.
 *
 * @param actions the actions taken
 * @param oneStepTargets r + γ Q⁻(s', argmax Q(s', ·)), see {@link QTargets#doubleQ}
 * @param nStepTargets the same over n steps (the paper: 10)
 * @param demonstrated whether the action is the demonstrator's; only there the margin is asked for
 * @param weights importance weights of the transitions, see {@link QLoss#at}
 */
public record DqfdBatch(
    int[] actions,
    float[] oneStepTargets,
    float[] nStepTargets,
    boolean[] demonstrated,
    float[] weights) {
  /** Checks the lengths. */
  public DqfdBatch {
    BatchShape.require(actions.length, oneStepTargets.length, "oneStepTargets");
    BatchShape.require(actions.length, nStepTargets.length, "nStepTargets");
    BatchShape.require(actions.length, demonstrated.length, "demonstrated");
    BatchShape.require(actions.length, weights.length, "weights");
  }
}
