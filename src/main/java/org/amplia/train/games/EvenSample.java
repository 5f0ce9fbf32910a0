package org.amplia.train.games;

import java.util.ArrayList;
import java.util.List;

/**
 * A bounded number of a game's observations, evenly spread over it whatever its length: every
 * 2ⁿ-th, with the smallest n that fits.
 */
public final class EvenSample {
  /** So 65 to 128 of any longer game; of 24 games in pixels 87 MB at most. */
  public static final int MOST = 128;

  private final List<byte[]> kept = new ArrayList<>();
  private int interval = 1;
  private int offered;

  /** Whether the next observation is one to be kept; it is to be added then. */
  public boolean wantsNext() {
    return offered++ % interval == 0;
  }

  /** Keeps an observation that was wanted. */
  public void add(byte[] observation) {
    kept.add(observation);
    if (kept.size() > MOST) {
      interval *= 2;
      // MOST is even, so the last one kept stays: its place is a multiple of the new interval.
      for (int i = MOST - 1; i > 0; i -= 2) {
        kept.remove(i);
      }
    }
  }

  /** The observations kept, in order. */
  public List<byte[]> kept() {
    return List.copyOf(kept);
  }
}
