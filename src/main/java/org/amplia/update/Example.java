package org.amplia.update;

import java.util.Arrays;

/**
 * One question with everything an update may learn its answer from. Observations and arrays are
 * shared, not copied.
 *
 * @param observation what M1 sees of the state
 * @param advantages the overseer's approval of each answer less the mean over the answers, in units
 *     of the round's standard deviation; null if the overseer was not asked (a step that the
 *     demonstrator showed)
 * @param reference logarithm of the probability of each answer under the leash's policy: M1 as it
 *     was when the round began; for a step that was shown, the demonstrator's: 0 for its answer, −∞
 *     for the others
 * @param demonstrated the demonstrator's answer, or −1
 */
public record Example(byte[] observation, float[] advantages, float[] reference, int demonstrated) {
  /**
   * The example that somebody's answer is.
   *
   * @param answer index of the answer shown
   * @param answers how many there are
   */
  public static Example shown(byte[] observation, int answer, int answers) {
    float[] reference = new float[answers];
    Arrays.fill(reference, Float.NEGATIVE_INFINITY);
    reference[answer] = 0;
    return new Example(observation, null, reference, answer);
  }
}
