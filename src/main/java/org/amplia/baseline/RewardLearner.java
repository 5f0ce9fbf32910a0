package org.amplia.baseline;

import java.nio.file.Path;
import java.util.Map;
import org.amplia.net.Network;
import org.amplia.net.Tensor;

/** Learns from the game's own reward in environments that it plays. */
public sealed interface RewardLearner extends AutoCloseable permits Ppo, Dqn {
  /** What has been learned. */
  Network network();

  /**
   * Plays a little and learns from it.
   *
   * @return metrics by name, means over what was done
   */
  Map<String, Double> update();

  /**
   * Everything that the next update depends on beside the network's parameters, the environments
   * and the replay memory.
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
   * @throws org.amplia.base.UserError if it is missing, damaged or of other settings
   */
  default void restoreMemory(Path file) {}

  @Override
  default void close() {}
}
