package org.amplia.train.games;

import org.amplia.update.Lesson;

/**
 * What one step of a whole game came to.
 *
 * @param observation what was seen
 * @param action what was done
 * @param value discounted return of the clipped rewards from here to the game's (or life's) end
 */
public record Return(byte[] observation, int action, float value) {
  /** The lesson that a demonstrator's step is. */
  public Lesson shown(int answers) {
    return Lesson.shown(observation, action, answers);
  }
}
