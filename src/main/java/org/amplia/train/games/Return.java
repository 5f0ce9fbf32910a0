package org.amplia.train.games;

import org.amplia.update.Example;

/**
 * What one step of a whole game came to.
 *
 * @param observation what was seen
 * @param action what was done
 * @param value discounted return of the clipped rewards from here to the game's (or life's) end
 */
public record Return(byte[] observation, int action, float value) {
  /** The example that a demonstrator's step is. */
  public Example<Integer> shown() {
    return Example.shown(observation, action);
  }
}
