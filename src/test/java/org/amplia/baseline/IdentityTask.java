package org.amplia.baseline;

import org.amplia.base.RandomStream;

/**
 * Say what you see: a state is drawn uniformly at every step, and the action with its number brings
 * 1, every other 0. An episode is a fixed number of steps, then the game is over. The best return
 * is that number, a random policy's the number / states.
 */
public final class IdentityTask implements SmallTask {
  private final int states;
  private final int episodeSteps;
  private final RandomStream random;
  private int state;
  private int stepsLeft;

  /**
   * A task that still has to be reset.
   *
   * @param states number of states and of actions
   * @param episodeSteps length of an episode
   */
  public IdentityTask(int states, int episodeSteps, RandomStream random) {
    this.states = states;
    this.episodeSteps = episodeSteps;
    this.random = random;
  }

  @Override
  public int states() {
    return states;
  }

  @Override
  public int actions() {
    return states;
  }

  @Override
  public int bestAction(int state) {
    return state;
  }

  @Override
  public byte[] reset() {
    stepsLeft = episodeSteps;
    state = random.nextInt(states);
    return observation(state);
  }

  @Override
  public TaskStep step(int action) {
    if (stepsLeft == 0) {
      throw new IllegalStateException("the episode is over");
    }
    if (action < 0 || action >= states) {
      throw new IllegalArgumentException("no action " + action);
    }
    double reward = action == state ? 1 : 0;
    state = random.nextInt(states);
    stepsLeft--;
    return new TaskStep(reward, stepsLeft == 0, false, observation(state));
  }
}
