package org.amplia.ale;

/**
 * How a console is set up.
 *
 * @param seed of ALE's own generator, 0 … 2³¹−1; here it decides only the power-on RAM
 * @param mode game mode as ALE numbers them, −1 for the default
 * @param difficulty as ALE numbers it, −1 for the default
 */
public record EmulatorSettings(int seed, int mode, int difficulty) {
  /** Default mode and difficulty. */
  public static EmulatorSettings withSeed(int seed) {
    return new EmulatorSettings(seed, -1, -1);
  }
}
