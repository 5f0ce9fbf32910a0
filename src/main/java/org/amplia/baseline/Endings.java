package org.amplia.baseline;

import org.amplia.replay.StepEnding;

/**
 * What a learner takes for an end, beyond which nothing is credited.
 *
 * @param lifeLost whether the loss of a life is one
 * @param gameOver whether the game's own end is one; if not, it is taken as a time limit, and the
 *     value of the last observation counts
 */
public record Endings(boolean lifeLost, boolean gameOver) {
  /** What a step's end is to the memory. */
  StepEnding of(boolean over, boolean timeLimit, int livesLost) {
    if (over) {
      return gameOver ? StepEnding.GAME_OVER : StepEnding.TIME_LIMIT;
    }
    if (timeLimit) {
      return StepEnding.TIME_LIMIT;
    }
    return lifeLost && livesLost > 0 ? StepEnding.LIFE_LOST : StepEnding.NONE;
  }
}
