package org.amplia.explanation;

/**
 * What Q6 finds about a text.
 *
 * @param gain log q(z | text) − log q(z | nothing), nats, by who believes every claim
 * @param claims how many it makes
 * @param falseClaims how many of them the emulator contradicts
 * @param words how many it has
 */
public record Verdict(double gain, int claims, int falseClaims, int words) {
  /** Q6's answer: the gain less the price of what is false and of the length, nats. */
  public double quality(Prices prices) {
    return gain - prices.falseClaim() * falseClaims - prices.word() * words;
  }
}
