package org.amplia.env;

/**
 * What an agent step brought: the game's own score gained, unclipped; lives lost; and why this step
 * was the last, or null if the game goes on.
 */
public record Step(double reward, int livesLost, Ending ending) {
  /** Whether a new episode must begin. */
  public boolean endsEpisode() {
    return ending != null && ending.endsEpisode();
  }
}
