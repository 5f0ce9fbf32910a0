package org.amplia.train;

/**
 * What had been spent when something was measured: the three axes of every curve.
 *
 * @param actingFrames emulator frames in which the policy or a demonstrator acted
 * @param frames all emulator frames: acting, look-ahead, no-op starts, whole games for the value;
 *     evaluation games are not counted
 * @param seconds wall-clock seconds of training; evaluation is not counted
 */
public record Cost(long actingFrames, long frames, double seconds) {
  /** With so much more, and the time since {@code startNanos} by {@link System#nanoTime()}. */
  Cost plus(long moreActingFrames, long moreFrames, long startNanos) {
    return new Cost(
        actingFrames + moreActingFrames,
        frames + moreFrames,
        seconds + (System.nanoTime() - startNanos) / 1e9);
  }
}
