package org.amplia.overseer;

import org.amplia.base.RandomStream;
import org.amplia.observe.ObservedGame;

/**
 * Plays a game for M1 to watch. Scripted ones are never called human. One demonstrator plays
 * several games at once, so it keeps nothing from one step to the next.
 */
public interface Demonstrator {
  /**
   * The action to take now.
   *
   * @param game the game being played; not changed
   * @param copy a game of the same kind to try things out in
   * @param random the demonstrator's own chances
   */
  int act(ObservedGame game, ObservedGame copy, RandomStream random);

  /**
   * Whether {@code copy} is to have the real game's chances, so that what sticks in the copy will
   * stick in the game: what no learner can see.
   */
  default boolean foreseesChance() {
    return false;
  }
}
