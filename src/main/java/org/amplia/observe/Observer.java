package org.amplia.observe;

import java.nio.ByteBuffer;
import org.amplia.env.AtariEnvironment;

/**
 * Makes observations: a fixed number of unsigned bytes, always in the same memory. The observation
 * there is also all that an observer remembers, so restoring the bytes restores the observer.
 */
sealed interface Observer permits RamObserver, PixelObserver {
  /**
   * An observer of the environment.
   *
   * @param observation where observations go, {@link ObservationKind#length} bytes from index 0
   */
  static Observer of(ObservationKind kind, AtariEnvironment environment, ByteBuffer observation) {
    return switch (kind) {
      case RAM -> new RamObserver(observation);
      case PIXELS -> new PixelObserver(environment, observation);
    };
  }

  /** An episode has begun. */
  void reset(AtariEnvironment environment);

  /** An agent step was played with {@code action}. */
  void stepped(AtariEnvironment environment, int action);
}
