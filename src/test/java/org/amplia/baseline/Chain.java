package org.amplia.baseline;

/**
 * States in a row. {@link #RIGHT} goes one on and {@link #LEFT} one back (in the first state it
 * stays); the step right from the last state brings 1 and ends the game, nothing else brings
 * anything. So Q*(s, right) = γ^(states − 1 − s), and Q*(s, left) is γ² times that (γ in the first
 * state). A random policy needs about states² steps.
 */
public final class Chain implements SmallTask {
  public static final int LEFT = 0;
  public static final int RIGHT = 1;

  private final int states;
  private final int maxSteps;
  private int state;
  private int stepsLeft;

  /**
   * A chain that still has to be reset.
   *
   * @param states at least 2
   * @param maxSteps steps after which the time is up
   */
  public Chain(int states, int maxSteps) {
    this.states = states;
    this.maxSteps = maxSteps;
  }

  @Override
  public int states() {
    return states;
  }

  @Override
  public int actions() {
    return 2;
  }

  @Override
  public int bestAction(int state) {
    return RIGHT;
  }

  /** Q*. */
  public double value(int state, int action, double discount) {
    int next = action == RIGHT ? state + 1 : Math.max(0, state - 1);
    return next == states ? 1 : Math.pow(discount, states - next);
  }

  @Override
  public byte[] reset() {
    stepsLeft = maxSteps;
    state = 0;
    return observation(state);
  }

  @Override
  public TaskStep step(int action) {
    if (stepsLeft == 0) {
      throw new IllegalStateException("the episode is over");
    }
    if (action != LEFT && action != RIGHT) {
      throw new IllegalArgumentException("no action " + action);
    }
    if (action == RIGHT && state == states - 1) {
      stepsLeft = 0;
      return new TaskStep(1, true, false, observation(state));
    }
    state = action == RIGHT ? state + 1 : Math.max(0, state - 1);
    stepsLeft--;
    return new TaskStep(0, false, stepsLeft == 0, observation(state));
  }
}
