package org.amplia.observe;

import java.nio.ByteBuffer;

/**
 * Environments that are stepped together: what a learner needs of them. The step after an episode's
 * end begins the next episode; its action is ignored and its reward is 0.
 */
public interface EnvironmentBatch {
  /** How many. */
  int environments();

  /** Actions to choose from, by index from 0. */
  int actionCount();

  /** Bytes of one environment's observation. */
  int observationLength();

  /**
   * The present observations, environment after environment: always the same memory outside the
   * heap, {@code environments × observationLength} unsigned bytes.
   */
  ByteBuffer observations();

  /** What the last step of each environment brought; always the same object. */
  VectorStep steps();

  /** Begins a new episode in every environment. */
  void resetAll();

  /** One step of every environment, with the index of the action for each. */
  void stepAll(int[] chosen);

  /**
   * The last step of every environment, one element each; overwritten when the environment steps
   * again.
   *
   * @param rewards the game's own score gained, unclipped; 0 where an episode began
   * @param begins whether the step began an episode, and played none of its action
   * @param gameOver whether the game's own end was reached: nothing comes after it
   * @param timeLimit whether the frame cap ended the episode: a learner may bootstrap
   * @param livesLost lives lost in the step
   * @param lives lives left; 0 in games without lives
   * @param episodes episodes that have ended so far
   * @param episodeScores whole-game score of the last episode that ended; 0 before the first
   * @param episodeFrames its length in emulator frames, no-op start included
   */
  public record VectorStep(
      double[] rewards,
      boolean[] begins,
      boolean[] gameOver,
      boolean[] timeLimit,
      int[] livesLost,
      int[] lives,
      long[] episodes,
      double[] episodeScores,
      int[] episodeFrames) {

    /** For so many environments; everything 0. */
    public static VectorStep of(int environments) {
      return new VectorStep(
          new double[environments],
          new boolean[environments],
          new boolean[environments],
          new boolean[environments],
          new int[environments],
          new int[environments],
          new long[environments],
          new double[environments],
          new int[environments]);
    }

    /** Whether the episode ended with this step, so that the next one begins another. */
    public boolean ended(int environment) {
      return gameOver[environment] || timeLimit[environment];
    }
  }
}
