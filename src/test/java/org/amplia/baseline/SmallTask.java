package org.amplia.baseline;

/**
 * An environment whose best policy and values are known in closed form, for showing that a learner
 * learns. Observations are one-hot bytes, 255 for the state and 0 elsewhere.
 */
public interface SmallTask {
  /** Number of states, which is the length of an observation. */
  int states();

  /** Number of actions. */
  int actions();

  /** Begins an episode. */
  byte[] reset();

  /**
   * Takes an action in the current state.
   *
   * @throws IllegalStateException if the episode is over
   * @throws IllegalArgumentException if there is no such action
   */
  TaskStep step(int action);

  /** The action that is best in a state. */
  int bestAction(int state);

  /** The observation of a state. */
  default byte[] observation(int state) {
    byte[] observation = new byte[states()];
    observation[state] = (byte) 255;
    return observation;
  }

  /** The state that an observation shows. */
  static int state(byte[] observation) {
    for (int state = 0; state < observation.length; state++) {
      if (observation[state] != 0) {
        return state;
      }
    }
    throw new IllegalArgumentException("an observation without a state");
  }
}
