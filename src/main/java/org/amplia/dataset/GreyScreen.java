package org.amplia.dataset;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.amplia.base.UserError;
import org.amplia.rom.Shown;

/** A screen in grey: luminance, unsigned bytes, row by row. */
record GreyScreen(int rows, int columns, byte[] grey) {
  private static final int COLUMNS = 160;
  private static final int FEWEST_ROWS = 180;
  private static final int MOST_ROWS = 260;

  private static final int SIGNATURE_BYTES = 8;

  /** Length, type and checksum of a chunk. */
  private static final int CHUNK_BYTES = 12;

  private static final int END = 0x49454e44; // IEND

  /**
   * Decodes a PNG, called {@code shown} in errors.
   *
   * @throws UserError if it is no PNG of an Atari's screen, or not as it was written
   */
  static GreyScreen of(byte[] png, String shown) {
    ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
    try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(png))) {
      requireWhole(png);
      // Metadata can be packed too, and nobody needs it.
      reader.setInput(in, true, true);
      int columns = reader.getWidth(0);
      int rows = reader.getHeight(0);
      if (columns != COLUMNS || rows < FEWEST_ROWS || rows > MOST_ROWS) {
        throw UserError.of(
            "%s has %d × %d pixels, which is no Atari's screen", shown, columns, rows);
      }
      return new GreyScreen(rows, columns, grey(reader.read(0)));
    } catch (UserError e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // The decoder meets damage with all kinds of exceptions.
      String reason = e instanceof IOException io ? " (" + Shown.reason(io) + ")" : "";
      throw new UserError(shown + " is a damaged picture" + reason + ": get the trial again", e);
    } finally {
      reader.dispose();
    }
  }

  /** Refuses a PNG that is not as it was written: the decoder does not look at the checksums. */
  private static void requireWhole(byte[] png) throws IOException {
    ByteBuffer rest = ByteBuffer.wrap(png);
    CRC32 sum = new CRC32();
    rest.position(Math.min(SIGNATURE_BYTES, png.length));
    int type = 0;
    while (type != END) {
      int length = rest.remaining() < CHUNK_BYTES ? -1 : rest.getInt();
      if (length < 0 || length > rest.remaining() - 2 * Integer.BYTES) {
        throw new IOException("it ends too early");
      }
      type = rest.getInt(rest.position());
      sum.reset();
      sum.update(png, rest.position(), Integer.BYTES + length);
      rest.position(rest.position() + Integer.BYTES + length);
      if (rest.getInt() != (int) sum.getValue()) {
        throw new IOException("a checksum is wrong");
      }
    }
  }

  private static byte[] grey(BufferedImage image) {
    byte[] grey = new byte[image.getWidth() * image.getHeight()];
    boolean isGrey = image.getType() == BufferedImage.TYPE_BYTE_GRAY;
    for (int i = 0; i < grey.length; i++) {
      int x = i % image.getWidth();
      int y = i / image.getWidth();
      // Asked for the colour of a grey pixel, Java would first make it lighter.
      grey[i] =
          isGrey ? (byte) image.getRaster().getSample(x, y, 0) : luminance(image.getRGB(x, y));
    }
    return grey;
  }

  /** As ALE rounds it: equal to the grey of each of its colours. */
  static byte luminance(int rgb) {
    return (byte)
        Math.round(0.299 * (rgb >> 16 & 0xff) + 0.587 * (rgb >> 8 & 0xff) + 0.114 * (rgb & 0xff));
  }

  /** The brighter of two screens at each pixel; they are of one size. */
  GreyScreen brighter(GreyScreen other) {
    byte[] most = grey.clone();
    for (int i = 0; i < most.length; i++) {
      most[i] = (byte) Math.max(most[i] & 0xff, other.grey[i] & 0xff);
    }
    return new GreyScreen(rows, columns, most);
  }
}
