package org.amplia.observe;

import org.amplia.env.AtariEnvironment;

/**
 * Makes observations: a fixed number of unsigned bytes, the same array every time. An observation
 * is also the observer's whole memory, so restoring the bytes restores the observer.
 */
sealed interface Observer permits RamObserver, PixelObserver {
  /** The current observation; overwritten by the next call of the two below. */
  byte[] observation();

  /** An episode has begun. */
  void reset(AtariEnvironment environment);

  /** An agent step was played with {@code action}. */
  void stepped(AtariEnvironment environment, int action);
}
