package org.amplia.observe;

import org.amplia.env.AtariEnvironment;

/**
 * The field's standard picture (Mnih et al. 2015): luminance, the brighter of the last two frames
 * at each pixel, area-resized to 84 × 84, the last four stacked, oldest first.
 */
final class PixelObserver implements Observer {
  static final int SIDE = 84;
  static final int STACK = 4;
  private static final int PICTURE = SIDE * SIDE;

  private final byte[] observation = new byte[STACK * PICTURE];
  private byte[] screen = new byte[0];
  private byte[] screenBefore = new byte[0];
  private AreaResize resize;

  @Override
  public byte[] observation() {
    return observation;
  }

  @Override
  public void reset(AtariEnvironment environment) {
    int pixels = environment.rows() * environment.columns();
    if (screen.length != pixels) {
      screen = new byte[pixels];
      screenBefore = new byte[pixels];
      resize = new AreaResize(environment.rows(), environment.columns(), SIDE, SIDE);
    }
    // Nothing came before: the first picture fills the whole stack, as Gymnasium's wrappers do.
    environment.copyScreen(screen);
    environment.palette().toGrey(screen, screen);
    resize.apply(screen, observation, 0);
    for (int i = 1; i < STACK; i++) {
      System.arraycopy(observation, 0, observation, i * PICTURE, PICTURE);
    }
  }

  @Override
  public void stepped(AtariEnvironment environment, int action) {
    environment.copyScreen(screen);
    environment.copyScreenBefore(screenBefore);
    environment.palette().toGrey(screen, screen);
    environment.palette().toGrey(screenBefore, screenBefore);
    for (int i = 0; i < screen.length; i++) {
      if ((screenBefore[i] & 0xff) > (screen[i] & 0xff)) {
        screen[i] = screenBefore[i];
      }
    }
    System.arraycopy(observation, PICTURE, observation, 0, (STACK - 1) * PICTURE);
    resize.apply(screen, observation, (STACK - 1) * PICTURE);
  }
}
