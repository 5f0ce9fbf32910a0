package org.amplia.train.games;

import org.amplia.update.Example;

/**
 * What one step of a whole game came to.
 *
 * @param observation what was seen
 * @param action what was done
 * @param value discounted return of the clipped rewards from here to the game's (or life's) end
 * @param reward of this step, clipped to −1 … 1
 * @param after what follows
 */
public record Return(byte[] observation, int action, float value, float reward, After after) {
  /** What follows a step. */
  public enum After {
    /** The next step of the same game. */
    STEP,
    /** Nothing: the game (or the life, if lives count as endings) is over. */
    END,
    /** Nothing that is known: the game was cut short, and could have gone on. */
    CUT
  }

  /** The example that a demonstrator's step is. */
  public Example<Integer> shown() {
    return Example.shown(observation, action);
  }
}
