package org.amplia.train;

import org.amplia.net.Network;
import org.amplia.observe.ObservationKind;

/** How many of a run's threads the engine computes a fit with. */
final class EngineShare {
  private EngineShare() {}

  /**
   * All of them for pictures, whose convolutions are most of the time; one for RAM's small
   * matrices, where more would only wait for each other. Whatever the process was started with: the
   * number decides the last bits of what a network says. To be called by the thread that trains or
   * asks, before others do.
   */
  static void take(Configuration configuration) {
    Network.useThreads(
        configuration.observation() == ObservationKind.PIXELS ? configuration.threads() : 1);
  }
}
