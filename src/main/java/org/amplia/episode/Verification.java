package org.amplia.episode;

/**
 * Whether an episode, played again, is the one that was recorded.
 *
 * @param identical true if every hash, every reward, the end, the score and the digest agree
 * @param firstDivergentFrame the frame at which the two were first seen to differ, from 1 on; 0 if
 *     they differ before the first frame (cartridge), −1 if no frame differs
 * @param explanation one line for people
 */
public record Verification(boolean identical, int firstDivergentFrame, String explanation) {
  /** What {@link #firstDivergentFrame} is if all frames agree. */
  public static final int NO_FRAME = -1;
}
