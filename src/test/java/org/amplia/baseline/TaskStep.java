package org.amplia.baseline;

/**
 * What a step of a {@link SmallTask} brought.
 *
 * @param reward of the step
 * @param gameOver whether the game ended: nothing comes after, the next value is 0
 * @param timeLimit whether only the time was up: a learner should count the next state's value
 * @param observation of the state after the step, also if it was the last
 */
public record TaskStep(double reward, boolean gameOver, boolean timeLimit, byte[] observation) {
  /** Whether the environment must be reset. */
  public boolean done() {
    return gameOver || timeLimit;
  }
}
