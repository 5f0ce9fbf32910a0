package org.amplia.observe;

import org.amplia.env.EnvironmentState;

/**
 * The state S that questions are about: the environment, which decides the future, and what the
 * learner sees of it, which the environment does not hold.
 *
 * @param environment console, sticky action, random stream, counters
 * @param observation the learner's view, unsigned bytes
 */
public record GameState(EnvironmentState environment, byte[] observation) {
  /** The same state with another chance before it: its own would say which frames will stick. */
  public GameState withRandom(long otherRandom) {
    return new GameState(environment.withRandom(otherRandom), observation);
  }
}
