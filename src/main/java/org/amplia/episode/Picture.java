package org.amplia.episode;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import org.amplia.ale.AtariPalette;
import org.amplia.env.AtariEnvironment;

/**
 * A screen for people: the console's exact colours, every pixel twice as wide. {@code pixels} are
 * palette indices, row by row.
 */
public record Picture(int rows, int columns, byte[] pixels, AtariPalette palette) {
  /** Black without colour, if a screen ever holds it, is shown as black, index 0. */
  private static final int TRANSPARENT = 1;

  /** The screen that a game shows now. */
  public static Picture of(AtariEnvironment game) {
    byte[] screen = new byte[game.rows() * game.columns()];
    game.copyScreen(screen);
    return new Picture(game.rows(), game.columns(), screen, game.palette());
  }

  /** The whole screen. */
  public BufferedImage image() {
    return image(new Region(0, 0, columns, rows), null);
  }

  /**
   * A rectangle in the screen's own pixels; {@code right} and {@code bottom} are the first beyond
   * it.
   */
  record Region(int left, int top, int right, int bottom) {}

  /** The smallest rectangle outside which this equals {@code before}; at least a pixel. */
  Region changedSince(Picture before) {
    int left = columns;
    int top = rows;
    int right = 0;
    int bottom = 0;
    for (int i = 0; i < pixels.length; i++) {
      if (pixels[i] != before.pixels[i]) {
        left = Math.min(left, i % columns);
        right = Math.max(right, i % columns + 1);
        top = Math.min(top, i / columns);
        bottom = i / columns + 1;
      }
    }
    return right == 0 ? new Region(0, 0, 1, 1) : new Region(left, top, right, bottom);
  }

  /**
   * A part of the screen; pixels equal to those of {@code before}, if it is not null, are
   * transparent.
   */
  BufferedImage image(Region region, Picture before) {
    int width = 2 * (region.right() - region.left());
    BufferedImage image =
        new BufferedImage(
            width, region.bottom() - region.top(), BufferedImage.TYPE_BYTE_INDEXED, colours());
    byte[] target = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    for (int i = 0; i < target.length; i++) {
      int source = (region.top() + i / width) * columns + region.left() + i % width / 2;
      boolean unchanged = before != null && before.pixels[source] == pixels[source];
      byte shown = pixels[source] == TRANSPARENT ? 0 : pixels[source];
      target[i] = unchanged ? (byte) TRANSPARENT : shown;
    }
    return image;
  }

  private IndexColorModel colours() {
    byte[] red = new byte[256];
    byte[] green = new byte[256];
    byte[] blue = new byte[256];
    for (int i = 0; i < 256; i++) {
      red[i] = (byte) (palette.rgb(i) >> 16);
      green[i] = (byte) (palette.rgb(i) >> 8);
      blue[i] = (byte) palette.rgb(i);
    }
    return new IndexColorModel(8, 256, red, green, blue, TRANSPARENT);
  }
}
