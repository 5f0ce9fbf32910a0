package org.amplia.run;

import org.amplia.base.UserError;

/**
 * What had been spent when something was measured: the three axes of every curve.
 *
 * @param actingFrames emulator frames in which the policy or a demonstrator acted, 0 … {@code
 *     frames}
 * @param frames all emulator frames: acting, look-ahead, no-op starts, whole games for the value;
 *     evaluation games are not counted; at most {@link #MOST_FRAMES}
 * @param seconds wall-clock seconds of training, 0 … {@link #MOST_SECONDS}; evaluation is not
 *     counted
 */
public record Cost(long actingFrames, long frames, double seconds) {
  /** Half a million years of play: sums of a thousand such runs are still whole numbers. */
  public static final long MOST_FRAMES = 1_000_000_000_000_000L;

  /** Three hundred years. */
  public static final double MOST_SECONDS = 1e10;

  /**
   * Checks the values.
   *
   * @throws UserError if they cannot be what a run has spent
   */
  public Cost {
    if (frames < 0 || frames > MOST_FRAMES) {
      throw UserError.of("frames is %d: it must be between 0 and %d", frames, MOST_FRAMES);
    }
    if (actingFrames < 0 || actingFrames > frames) {
      throw UserError.of(
          "actingFrames is %d: it must be between 0 and frames, which is %d", actingFrames, frames);
    }
    if (!(seconds >= 0 && seconds <= MOST_SECONDS)) {
      throw new UserError("seconds is " + seconds + ": it must be between 0 and " + MOST_SECONDS);
    }
  }

  /** With so much more, and the time since {@code startNanos} by {@link System#nanoTime()}. */
  public Cost plus(long moreActingFrames, long moreFrames, long startNanos) {
    return new Cost(
        actingFrames + moreActingFrames,
        frames + moreFrames,
        seconds + (System.nanoTime() - startNanos) / 1e9);
  }

  /** Whether this can have been measured after that: nothing spent comes back. */
  boolean follows(Cost earlier) {
    return actingFrames >= earlier.actingFrames
        && frames >= earlier.frames
        && seconds >= earlier.seconds;
  }
}
