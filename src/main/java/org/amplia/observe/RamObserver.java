package org.amplia.observe;

import java.nio.ByteBuffer;
import org.amplia.ale.Emulator;
import org.amplia.env.AtariEnvironment;

/** RAM now (128 bytes), RAM one agent step before (128), the last action one-hot (actions). */
final class RamObserver implements Observer {
  static final int BEFORE = Emulator.RAM_BYTES;
  static final int ACTION = 2 * Emulator.RAM_BYTES;

  private final ByteBuffer observation;
  private final byte[] ram = new byte[Emulator.RAM_BYTES];

  /** Makes observations in {@code observation}, 256 bytes and one for each action. */
  RamObserver(ByteBuffer observation) {
    this.observation = observation;
  }

  @Override
  public void reset(AtariEnvironment environment) {
    environment.copyRam(ram, 0);
    observation.put(0, ram);
    observation.put(BEFORE, ram);
    remember(0);
  }

  @Override
  public void stepped(AtariEnvironment environment, int action) {
    environment.copyRam(ram, 0);
    observation.put(BEFORE, observation, 0, Emulator.RAM_BYTES);
    observation.put(0, ram);
    remember(action);
  }

  private void remember(int action) {
    for (int i = ACTION; i < observation.capacity(); i++) {
      observation.put(i, (byte) 0);
    }
    observation.put(ACTION + action, (byte) 1);
  }
}
