package org.amplia.observe;

import org.amplia.env.AtariEnvironment.EnvironmentState;

/**
 * The state S that questions are about: the environment, which decides the future, and what the
 * learner sees of it (unsigned bytes), which the environment does not hold.
 */
public record GameState(EnvironmentState environment, byte[] observation) {
  /** The same state with another chance before it: its own would say which frames will stick. */
  public GameState withRandom(long otherRandom) {
    return new GameState(environment.withRandom(otherRandom), observation);
  }
}
