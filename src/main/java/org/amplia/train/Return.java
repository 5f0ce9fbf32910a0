package org.amplia.train;

import java.util.Arrays;
import org.amplia.update.Lesson;

/**
 * What one step of a whole game came to.
 *
 * @param observation what was seen
 * @param action what was done
 * @param value discounted return of the clipped rewards from here to the game's (or life's) end
 */
record Return(byte[] observation, int action, float value) {
  /** The lesson that a demonstrator's step is. */
  Lesson shown(int answers) {
    float[] reference = new float[answers];
    Arrays.fill(reference, Float.NEGATIVE_INFINITY);
    reference[action] = 0;
    return new Lesson(observation, null, reference, action);
  }
}
