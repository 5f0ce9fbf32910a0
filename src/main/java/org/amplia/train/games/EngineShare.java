package org.amplia.train.games;

import org.amplia.config.Configuration;
import org.amplia.net.Network;
import org.amplia.observe.ObservationKind;

/** What the engine computes with. */
public final class EngineShare {
  private EngineShare() {}

  /**
   * All of a run's threads for pictures, whose convolutions are most of the time; one for RAM's
   * small matrices, where more would only wait for each other. Whatever the process was started
   * with: the number decides the last bits of what a network says. To be called by the thread that
   * trains or asks, before others do.
   */
  public static void take(Configuration configuration) {
    Network.useThreads(
        configuration.observation() == ObservationKind.PIXELS ? configuration.threads() : 1);
  }

  /**
   * The same for a run that is trained, on the device that it names. Whoever asks a trained agent
   * does so on the CPU.
   *
   * @throws org.amplia.base.UserError if the engine does not see the device
   */
  public static void takeToTrain(Configuration configuration) {
    take(configuration);
    Network.useDevice(configuration.device());
  }
}
