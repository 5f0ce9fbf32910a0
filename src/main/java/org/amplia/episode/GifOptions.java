package org.amplia.episode;

import org.amplia.base.UserError;

/**
 * How much of an episode a GIF shows.
 *
 * @param everyFrames one picture every so many emulator frames, 2 … 60; browsers slow down pictures
 *     that are shown for less than 2/100 s
 * @param maxSeconds of the game, from its start, 1 … 3,600
 */
public record GifOptions(int everyFrames, int maxSeconds) {
  /** A picture an agent step, two minutes at most. */
  public static final GifOptions STANDARD = new GifOptions(4, 120);

  /**
   * Checks both.
   *
   * @throws UserError naming the one that is out of range
   */
  public GifOptions {
    if (everyFrames < 2 || everyFrames > 60) {
      throw new UserError("a GIF has a picture every 2 … 60 frames, not every " + everyFrames);
    }
    if (maxSeconds < 1 || maxSeconds > 3_600) {
      throw new UserError("a GIF shows 1 … 3600 seconds of a game, not " + maxSeconds);
    }
  }
}
