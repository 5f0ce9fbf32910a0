package org.amplia.env;

import org.amplia.ale.EmulatorState;

/**
 * Everything that decides an environment's future.
 *
 * @param heldAction ALE's number of the action that a sticky frame would repeat
 * @param random state of the stream that decides which frames stick
 * @param episodeFrames frames played in this episode, no-op start included
 * @param episodeScore unclipped score so far
 */
public record EnvironmentState(
    EmulatorState emulator,
    int heldAction,
    long random,
    int episodeFrames,
    double episodeScore,
    int lives) {
  /** The same moment with another chance before it: other frames will stick. */
  public EnvironmentState withRandom(long otherRandom) {
    return new EnvironmentState(
        emulator, heldAction, otherRandom, episodeFrames, episodeScore, lives);
  }
}
