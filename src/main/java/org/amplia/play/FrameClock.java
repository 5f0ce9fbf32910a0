package org.amplia.play;

import java.util.concurrent.locks.LockSupport;

/**
 * Sixty frames a second. Frame n is due n/60 s after the start, whatever happened to the frames
 * before it, so that delays do not add up; only after a long stop (the machine slept) the count
 * begins anew. Not thread-safe.
 */
final class FrameClock {
  static final int FRAMES_PER_SECOND = 60;

  private static final long SECOND = 1_000_000_000L;

  /** A sleep can be so much too long; the rest of the time is spent waiting awake. */
  private static final long SLEEP_ERROR_NANOS = 1_500_000;

  private static final long LONGEST_DELAY_NANOS = SECOND / 4;

  private long start = System.nanoTime();
  private long frames;
  private long worstNanos;
  private int stops;

  /** Waits until the next frame is due. */
  void await() {
    frames++;
    long due = start + frames * SECOND / FRAMES_PER_SECOND;
    long now = System.nanoTime();
    while (now < due) {
      if (due - now > SLEEP_ERROR_NANOS) {
        LockSupport.parkNanos(due - now - SLEEP_ERROR_NANOS);
      } else {
        Thread.onSpinWait();
      }
      now = System.nanoTime();
    }
    if (now - due > LONGEST_DELAY_NANOS) {
      stops++;
      restart();
    } else {
      worstNanos = Math.max(worstNanos, now - due);
    }
  }

  /** Counts from now on, after a pause that was meant. */
  void restart() {
    start = System.nanoTime();
    frames = 0;
  }

  /** How late the latest frame began, in seconds; long stops left out. */
  double worstSeconds() {
    return worstNanos / (double) SECOND;
  }

  /** How often the machine was too busy for a quarter of a second. */
  int stops() {
    return stops;
  }
}
