package org.amplia.train;

import java.util.List;

/**
 * A whole game.
 *
 * @param score unclipped
 * @param frames emulator frames
 * @param returns one a step, in order; empty if steps were not kept
 */
record GameResult(double score, long frames, List<Return> returns) {
  /** Emulator frames of all games. */
  static long frames(List<GameResult> games) {
    return games.stream().mapToLong(GameResult::frames).sum();
  }

  /** The mean of the games' scores; 0 if there are none. */
  static double meanScore(List<GameResult> games) {
    return games.stream().mapToDouble(GameResult::score).average().orElse(0);
  }
}
