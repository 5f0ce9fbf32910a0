package org.amplia.env;

import org.amplia.base.RootLocale;
import org.amplia.base.UserError;
import org.amplia.env.Step.Ending;

/**
 * How a game is played, apart from its seed. The defaults are the field's standard protocol
 * (Machado et al. 2018): 4 frames a step, each frame repeating the frame before's action with
 * probability 0.25, 108,000 frames (30 minutes) at most.
 *
 * @param frameSkip emulator frames in an agent step, 1 … 1000
 * @param stickyProbability probability, per frame, that the console repeats the action it executed
 *     on the frame before, 0 … 1
 * @param maxNoopFrames a game starts after 0 … this many frames of NOOP, drawn uniformly
 * @param fireOnReset whether FIRE is held for {@link #FIRE_FRAMES} frames after the no-ops, of
 *     which there is one at least, for games that wait for it
 * @param fullActionSet all 18 actions rather than the game's minimal set
 * @param lifeLossEnds whether the loss of a life is reported as an ending to the learner; the game
 *     itself goes on
 * @param maxEpisodeFrames after this many frames, the start included, the episode ends with {@link
 *     Ending.TimeLimit}: more than the longest start has, {@value #MOST_FRAMES} at most
 * @param mode ALE's game mode, −1 for the default
 * @param difficulty ALE's difficulty, −1 for the default
 */
public record EnvironmentSettings(
    int frameSkip,
    double stickyProbability,
    int maxNoopFrames,
    boolean fireOnReset,
    boolean fullActionSet,
    boolean lifeLossEnds,
    int maxEpisodeFrames,
    int mode,
    int difficulty) {

  /**
   * Frames for which FIRE is held at a start, as in Stable-Baselines3: many games do not look at
   * the buttons in every frame.
   */
  public static final int FIRE_FRAMES = 4;

  /** No episode has more frames: almost twice the field's half hour. */
  public static final int MOST_FRAMES = 200_000;

  /** The standard protocol. */
  public static final EnvironmentSettings STANDARD =
      new EnvironmentSettings(4, 0.25, 30, false, false, true, 108_000, -1, -1);

  public EnvironmentSettings {
    UserError.unless(
        frameSkip >= 1 && frameSkip <= 1_000, "frameSkip is %s: it must be 1 … 1000", frameSkip);
    UserError.unless(
        stickyProbability >= 0 && stickyProbability <= 1,
        "stickyProbability is %s: it must be 0 … 1",
        stickyProbability);
    UserError.unless(
        maxNoopFrames >= 0 && maxNoopFrames <= MOST_FRAMES,
        "maxNoopFrames is %s: it must be 0 … %s",
        maxNoopFrames,
        MOST_FRAMES);
    int longestStart = fireOnReset ? Math.max(1, maxNoopFrames) + FIRE_FRAMES : maxNoopFrames;
    UserError.unless(
        maxEpisodeFrames > longestStart && maxEpisodeFrames <= MOST_FRAMES,
        "maxEpisodeFrames is %s: it must be %s",
        maxEpisodeFrames,
        longestStart < MOST_FRAMES
            ? RootLocale.format(
                "%d … %d, since a game starts with up to %d frames (maxNoopFrames %d, fireOnReset %s)",
                longestStart + 1, MOST_FRAMES, longestStart, maxNoopFrames, fireOnReset)
            : "more than the frames that a game starts with: lower maxNoopFrames");
  }

  /** The same game with another probability of repeating an action, 0 … 1. */
  public EnvironmentSettings withStickyProbability(double probability) {
    return with(frameSkip, probability, this);
  }

  /** The same game with agent steps of another length, in frames. */
  public EnvironmentSettings withFrameSkip(int frames) {
    return with(frames, stickyProbability, this);
  }

  /** The same game with the start and the limit of frames of another. */
  public EnvironmentSettings withStartAndEndOf(EnvironmentSettings other) {
    return with(frameSkip, stickyProbability, other);
  }

  private EnvironmentSettings with(
      int frames, double probability, EnvironmentSettings startAndEnd) {
    return new EnvironmentSettings(
        frames,
        probability,
        startAndEnd.maxNoopFrames,
        startAndEnd.fireOnReset,
        fullActionSet,
        lifeLossEnds,
        startAndEnd.maxEpisodeFrames,
        mode,
        difficulty);
  }
}
