package org.amplia.observe;

import java.nio.ByteBuffer;
import org.amplia.env.AtariEnvironment;

/**
 * The field's standard picture (Mnih et al. 2015): luminance, the brighter of the last two frames
 * at each pixel, area-resized to 84 × 84, the last four stacked, oldest first.
 */
final class PixelObserver implements Observer {
  static final int SIDE = 84;
  static final int STACK = 4;
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
