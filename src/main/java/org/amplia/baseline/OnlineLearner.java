package org.amplia.baseline;

import java.nio.file.Path;
import java.util.Map;
import org.amplia.net.Network;
import org.amplia.net.Tensor;

/** Learns in environments that it plays, from the game's own reward, demonstrations, or both. */
public sealed interface OnlineLearner extends AutoCloseable permits Ppo, ReplayLearner {
  /** What has been learned. */
  Network network();

  /** Whether demonstrations are to be shown before the first update. */
  default boolean wantsDemonstrations() {
    return false;
  }

  /**
   * Keeps a demonstration.
   *
   * @throws org.amplia.base.UserError if there is no room for it
   * @throws IllegalStateException if there was an update already
   */
  default void show(PlayedGame game) {
    throw new IllegalStateException("nothing is learned from demonstrations");
  }

  /** Whether the next update plays: before, some learn from the demonstrations alone. */
  default boolean plays() {
    return true;
  }

  /** Plays a little and learns from it; returns means of the metrics by name. */
  Map<String, Double> update();

  /** Gradient steps taken so far, those before a {@link #restore} too. */
  int gradientSteps();

  /**
   * Everything that the next update depends on beside the network's parameters, the environments
   * and the replay memory. Not to be asked for before {@link #plays}, unless nothing follows.
   */
  Map<String, Tensor> state();

  /** Continues from a {@link #state}. */
  void restore(Map<String, Tensor> state);

  /** Whether there is a replay memory, which is too large for the file of the rest. */
  default boolean hasMemory() {
    return false;
  }

  /** Writes the replay memory whole or not at all. */
  default void saveMemory(Path file) {}

  /**
   * Continues with a replay memory that was saved.
   *
   * @throws org.amplia.base.UnreadableFile if it is missing or damaged
   * @throws org.amplia.base.UserError if it is of other settings
   */
  default void restoreMemory(Path file) {}

  @Override
  default void close() {}
}
