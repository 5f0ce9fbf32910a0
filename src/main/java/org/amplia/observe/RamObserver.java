package org.amplia.observe;

import java.util.Arrays;
import org.amplia.ale.Emulator;
import org.amplia.env.AtariEnvironment;

/** RAM now (128 bytes), RAM one agent step before (128), the last action one-hot (actions). */
final class RamObserver implements Observer {
  private static final int BEFORE = Emulator.RAM_BYTES;
  private static final int ACTION = 2 * Emulator.RAM_BYTES;

  private final byte[] observation;

  RamObserver(int actionCount) {
    observation = new byte[ACTION + actionCount];
  }

  @Override
  public byte[] observation() {
    return observation;
  }

  @Override
  public void reset(AtariEnvironment environment) {
    environment.copyRam(observation, 0);
    environment.copyRam(observation, BEFORE);
    remember(0);
  }

  @Override
  public void stepped(AtariEnvironment environment, int action) {
    System.arraycopy(observation, 0, observation, BEFORE, Emulator.RAM_BYTES);
    environment.copyRam(observation, 0);
    remember(action);
  }

  private void remember(int action) {
    Arrays.fill(observation, ACTION, observation.length, (byte) 0);
    observation[ACTION + action] = 1;
  }
}
