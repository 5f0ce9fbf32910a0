package org.amplia.ale;

/**
 * How a console is set up.
 *
 * @param seed seed of ALE's own generator, 0 … 2³¹−1; with native stickiness off it decides only
 *     the power-on RAM
 * @param mode game mode as ALE numbers them, or −1 for the game's default
 * @param difficulty difficulty switch as ALE numbers it, or −1 for the game's default
 */
public record EmulatorSettings(int seed, int mode, int difficulty) {
  /** Default mode and difficulty. */
  public static EmulatorSettings withSeed(int seed) {
    return new EmulatorSettings(seed, -1, -1);
  }
}
