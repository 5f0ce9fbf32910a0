package org.amplia.replay;

import org.amplia.base.RootLocale;

/**
 * What a lane knows besides the content of its slots.
 *
 * @param written frames written so far, overwritten ones included
 * @param nextToOpen number of the first frame whose transition cannot be drawn yet
 * @param running whether an episode has begun and not ended
 */
record LaneState(long written, long nextToOpen, boolean running) {
  LaneState {
    if (nextToOpen < 0 || nextToOpen > written) {
      throw new IllegalArgumentException(
          RootLocale.format("%d frames written, %d can be drawn", written, nextToOpen));
    }
  }
}
