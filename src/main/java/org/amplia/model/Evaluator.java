package org.amplia.model;

import org.amplia.net.Network;

/**
 * M1's own answer to Q2: for an observation, the value of every action, as a discounted return with
 * rewards clipped to −1 … 1. Learned by imitating the amplified reasoner.
 *
 * @param network one output an action
 */
public record Evaluator(Network network) {
  /** Values: observations × actions. Thread-safe while nobody trains. */
  public float[][] values(byte[][] observations) {
    return network.forward(observations);
  }

  /** A copy that stays as it is while this one is trained. */
  public Evaluator frozenCopy() {
    return new Evaluator(network.copy());
  }
}
