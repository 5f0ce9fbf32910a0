package org.amplia.base;

import java.util.random.RandomGenerator;

/**
 * SplitMix64 (Steele, Lea &amp; Flood 2014); its state of 64 bits can be stored and continued
 * exactly. Not for secrets; not thread-safe.
 */
public final class RandomStream implements RandomGenerator {
  private long state;

  /** A stream that continues from {@code state}. */
  public RandomStream(long state) {
    this.state = state;
  }

  /** The whole state: {@code new RandomStream(state())} continues exactly here. */
  public long state() {
    return state;
  }

  /** Continues from a stored state. */
  public void restore(long storedState) {
    state = storedState;
  }

  @Override
  public long nextLong() {
    state += 0x9E3779B97F4A7C15L;
    long z = state;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
