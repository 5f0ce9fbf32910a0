package org.amplia.observe;

/**
 * Everything that decides what happens from here on in one environment of a {@link
 * VectorEnvironment}; where the next step begins an episode, of {@code game} only what is seen
 * matters.
 */
public record LaneState(GameState game, Counters counters) {
  /**
   * What the game does not hold.
   *
   * @param episodes state of the random stream that starts episodes
   * @param begins whether the next step begins an episode
   * @param timeLimit whether that is because the frame cap ended the last one
   * @param episodeCount episodes that have ended so far
   * @param episodeScore whole-game score of the last one that ended
   * @param episodeFrames its length
   */
  public record Counters(
      long episodes,
      boolean begins,
      boolean timeLimit,
      long episodeCount,
      double episodeScore,
      int episodeFrames) {}
}
