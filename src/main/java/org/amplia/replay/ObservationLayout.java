package org.amplia.replay;

import org.amplia.base.RootLocale;

/**
 * How an observation is made of frames: the last {@code stack} frames of the episode, oldest first,
 * each {@code frameBytes} unsigned bytes; before the episode's beginning its first frame is
 * repeated.
 *
 * @param frameBytes 1 or more; 84 × 84 for pixels, the whole observation for RAM
 * @param stack frames in an observation, 1 … 100; 4 for pixels, 1 for RAM
 */
public record ObservationLayout(int frameBytes, int stack) {
  /** Frames of history are counted in a byte. */
  private static final int MOST_FRAMES = 100;

  private static final int PIXEL_SIDE = 84;
  private static final int PIXEL_STACK = 4;

  /** Four grey pictures of 84 × 84 (Mnih et al. 2015). */
  public static final ObservationLayout PIXELS =
      new ObservationLayout(PIXEL_SIDE * PIXEL_SIDE, PIXEL_STACK);

  public ObservationLayout {
    if (frameBytes < 1 || stack < 1 || stack > MOST_FRAMES) {
      throw new IllegalArgumentException(
          RootLocale.format(
              "%d frames of %d bytes: there must be 1 … %d of 1 or more",
              stack, frameBytes, MOST_FRAMES));
    }
    Math.multiplyExact(frameBytes, stack);
  }

  /** Observations that are kept whole, such as RAM features. */
  public static ObservationLayout whole(int observationBytes) {
    return new ObservationLayout(observationBytes, 1);
  }

  /** Bytes of an observation. */
  public int observationBytes() {
    return frameBytes * stack;
  }
}
