package org.amplia.train;

import org.amplia.net.Network;
import org.amplia.observe.ObservationKind;

/** How many of a run's threads the engine computes a fit with. */
final class EngineShare {
  private EngineShare() {}

  /**
   * All of them for pictures, whose convolutions are most of the time; for RAM's small matrices the
   * one that it has anyway. To be called by the thread that trains.
   */
  static void take(Configuration configuration) {
    if (configuration.observation() == ObservationKind.PIXELS) {
      Network.useThreads(configuration.threads());
    }
  }
}
