package org.amplia.decomposition.demonstrate;

/**
 * Whether demonstrated decompositions, executed again, are what was recorded.
 *
 * @param identical true if the episode, every state, every answer and the digest agree
 * @param keyFrames in the file
 * @param lookUps answers that agreed
 * @param step agent step of the key frame of the first difference, or {@link #NO_STEP}
 * @param explanation one line for people
 */
public record DecompositionVerification(
    boolean identical, int keyFrames, int lookUps, int step, String explanation) {
  /** What {@link #step} is if no key frame differs. */
  public static final int NO_STEP = -1;
}
