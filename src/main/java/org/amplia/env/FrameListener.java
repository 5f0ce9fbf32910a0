package org.amplia.env;

/** Sees every frame that an environment plays, e.g. to record it. */
public interface FrameListener {
  /** A new episode has begun; no frame was played yet. */
  void reset(AtariEnvironment game);

  /**
   * An agent step begins; the frames reported next are its frames. Not called for the no-op start.
   *
   * @param action the index that the agent chose
   */
  default void step(AtariEnvironment game, int action) {}

  /**
   * One frame was played.
   *
   * @param executedAction ALE's number of the action that the console executed, which is the frame
   *     before's if it stuck
   * @param reward the frame's reward
   */
  void frame(AtariEnvironment game, int executedAction, int reward);
}
