package org.amplia.env;

/**
 * What an agent step brought.
 *
 * @param reward the game's own score gained in the step, unclipped
 * @param livesLost lives lost in the step, 0 or more
 * @param ending why this step was the last, or null if the game goes on
 */
public record Step(double reward, int livesLost, Ending ending) {
  /** Whether a new episode must begin. */
  public boolean endsEpisode() {
    return ending != null && ending.endsEpisode();
  }
}
