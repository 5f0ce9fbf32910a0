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

  /**
   * One step of every environment.
   *
   * @param chosen index of the action for each environment
   */
  void stepAll(int[] chosen);
}
