package org.amplia.observe;

import java.nio.ByteBuffer;
import java.util.List;
import org.amplia.ale.Emulator;
import org.amplia.env.AtariEnvironment;

/**
 * Makes observations: a fixed number of unsigned bytes, always in the same memory. They are also
 * all that it remembers, so restoring the bytes restores the observer.
 */
sealed interface Observer {
  /**
   * An observer of the environment.
   *
   * @param observation where observations go, {@link ObservationKind#length} bytes from index 0
   */
  static Observer of(View view, AtariEnvironment environment, ByteBuffer observation) {
    return switch (view.kind()) {
      case RAM -> new RamObserver(observation, view.hiddenCells());
      case PIXELS -> new PixelObserver(environment, observation);
    };
  }

  /** An episode has begun. */
  void reset(AtariEnvironment environment);

  /** An agent step was played with {@code action}. */
  void stepped(AtariEnvironment environment, int action);

  /**
   * The field's standard picture (Mnih et al. 2015): luminance, the brighter of the last two frames
   * at each pixel, area-resized to 84 × 84, the last four stacked, oldest first.
   */
  static final class PixelObserver implements Observer {
    private static final int SIDE = ObservationKind.SIDE;
    private static final int STACK = ObservationKind.STACK;
    private static final int PICTURE = SIDE * SIDE;

    private final ByteBuffer observation;
    private final PooledPicture picture;

    /** Makes observations of the environment in {@code observation}, 4 × 84 × 84 bytes. */
    PixelObserver(AtariEnvironment environment, ByteBuffer observation) {
      this.observation = observation;
      picture = new PooledPicture(environment, SIDE);
    }

    @Override
    public void reset(AtariEnvironment environment) {
      // Nothing came before: the first picture fills the whole stack, as Gymnasium's wrappers do.
      byte[] pixels = picture.ofLastFrame(environment);
      for (int i = 0; i < STACK; i++) {
        observation.put(i * PICTURE, pixels);
      }
    }

    @Override
    public void stepped(AtariEnvironment environment, int action) {
      byte[] pixels = picture.ofLastTwoFrames(environment);
      observation.put(0, observation, PICTURE, (STACK - 1) * PICTURE);
      observation.put((STACK - 1) * PICTURE, pixels);
    }
  }

  /**
   * RAM now (128 bytes), RAM one agent step before (128), the last action one-hot (actions). Hidden
   * cells are 0 in both.
   */
  static final class RamObserver implements Observer {
    private static final int BEFORE = Emulator.RAM_BYTES;
    private static final int ACTION = 2 * Emulator.RAM_BYTES;

    private final ByteBuffer observation;
    private final List<Integer> hiddenCells;
    private final byte[] ram = new byte[Emulator.RAM_BYTES];

    /** Makes observations in {@code observation}, 256 bytes and one for each action. */
    RamObserver(ByteBuffer observation, List<Integer> hiddenCells) {
      this.observation = observation;
      this.hiddenCells = hiddenCells;
    }

    @Override
    public void reset(AtariEnvironment environment) {
      look(environment);
      observation.put(0, ram);
      observation.put(BEFORE, ram);
      remember(0);
    }

    @Override
    public void stepped(AtariEnvironment environment, int action) {
      look(environment);
      observation.put(BEFORE, observation, 0, Emulator.RAM_BYTES);
      observation.put(0, ram);
      remember(action);
    }

    private void look(AtariEnvironment environment) {
      environment.copyRam(ram, 0);
      for (int cell : hiddenCells) {
        ram[cell] = 0;
      }
    }

    private void remember(int action) {
      for (int i = ACTION; i < observation.capacity(); i++) {
        observation.put(i, (byte) 0);
      }
      observation.put(ACTION + action, (byte) 1);
    }
  }
}
