package org.amplia.net;

import ai.djl.Device;
import ai.djl.engine.Engine;
import org.amplia.base.NumberText;
import org.amplia.base.RootLocale;
import org.amplia.base.UserError;

/** Where networks that are made from now on have their parameters, and so where they compute. */
final class EngineDevice {
  /** The one engine. */
  static final String ENGINE = EngineLog.loadedEngine();

  private static volatile Device chosen = Device.cpu();

  private EngineDevice() {}

  static Device chosen() {
    return chosen;
  }

  /**
   * Chooses.
   *
   * @param name {@code cpu}, {@code gpu} for the first, or {@code gpu1} and so on
   * @throws UserError if the engine does not see the device
   */
  static void choose(String name) {
    if (name.equals("cpu")) {
      chosen = Device.cpu();
      return;
    }
    String number = name.substring("gpu".length());
    int index = number.isEmpty() ? 0 : (int) NumberText.whole(number, 0, 999);
    int seen = count();
    if (index >= seen) {
      throw new UserError(
          RootLocale.format(
              "device is %s: the engine sees %s; docs/networks.md says what it takes, device=cpu needs none of it",
              name, seen == 0 ? "no GPU" : seen + ", the first of them gpu0"));
    }
    chosen = Device.gpu(index);
  }

  /** GPUs that the engine can use: none unless it was loaded with libraries for CUDA. */
  static int count() {
    return Engine.getEngine(EngineDevice.ENGINE).getGpuCount();
  }
}
