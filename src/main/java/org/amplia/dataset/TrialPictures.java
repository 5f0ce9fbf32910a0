package org.amplia.dataset;

import java.awt.image.BufferedImage;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.amplia.base.InputFile;
import org.amplia.base.RootLocale;
import org.amplia.base.UserError;
import org.amplia.dataset.TrialText.TrialStep;
import org.amplia.observe.AreaResize;
import org.amplia.observe.ObservationKind;
import org.amplia.rom.Shown;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;

/**
 * The pictures of a trial's steps, out of its {@code .tar.bz2}: the brighter of the last two
 * screens at each pixel, 84 × 84. Nothing is unpacked to the disk, and names in the archive only
 * find frames.
 */
final class TrialPictures {
  /** Rows and columns of a picture. */
  private static final int SIDE = ObservationKind.SIDE;

  static final int BYTES = SIDE * SIDE;

  /** Folders and odd files beside a picture a frame. */
  private static final int MORE_ENTRIES = 1_000;

  private static final int MOST_ENTRY_BYTES = 1 << 18;
  private static final long MOST_BYTES = 1L << 30;

  /** For names, padding and what else stands between two files. */
  private static final int HEADER_BYTES = 1 << 16;

  /** A frame waits for its neighbour; archives are in some order, so few wait at a time. */
  private static final int MOST_WAITING = 4_096;

  private final Path archive;
  private final List<TrialStep> steps;
  private final int mostEntries;
  private final Map<String, Integer> stepOfFrame = new HashMap<>();
  private final Map<Integer, GreyScreen> waiting = new HashMap<>();
  private final Set<String> missing = new HashSet<>();
  private final byte[] pictures;
  private GreyScreen first;
  private AreaResize resize;

  private TrialPictures(Path archive, List<TrialStep> steps, int frames) {
    this.archive = archive;
    this.steps = steps;
    mostEntries = frames + MORE_ENTRIES;
    pictures = new byte[Math.multiplyExact(steps.size(), BYTES)];
    for (int step = 0; step < steps.size(); step++) {
      for (String frame : steps.get(step).seen()) {
        stepOfFrame.put(frame, step);
        missing.add(frame);
      }
    }
  }

  /**
   * Reads the pictures of the steps, steps × 84 × 84 bytes, of a trial of so many frames.
   *
   * @throws UserError if the archive is damaged, holds what no trial holds, or lacks a picture
   */
  static byte[] read(Path archive, List<TrialStep> steps, int frames) {
    return new TrialPictures(archive, steps, frames).read();
  }

  private byte[] read() {
    String shown = Shown.path(archive);
    try (InputStream file =
            new BufferedInputStream(
                InputFile.open(archive, MOST_BYTES, "a trial's pictures", "get the data set again"),
                1 << 16);
        LimitedStream bytes =
            new LimitedStream(new BZip2CompressorInputStream(file, true), shown, MOST_BYTES);
        TarArchiveInputStream tar = new TarArchiveInputStream(bytes)) {
      int entries = 0;
      bytes.allow(HEADER_BYTES);
      for (TarArchiveEntry entry = tar.getNextEntry();
          entry != null && !missing.isEmpty();
          entry = tar.getNextEntry()) {
        if (++entries > mostEntries) {
          throw new UserError(shown + " holds more files than a trial has frames");
        }
        bytes.allow(MOST_ENTRY_BYTES + HEADER_BYTES);
        entry(tar, entry);
        bytes.allow(HEADER_BYTES);
      }
    } catch (UserError e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // The library meets damage with all kinds of exceptions.
      throw new UserError(
          RootLocale.format("%s is damaged (%s): get the trial again", shown, reason(e)), e);
    }
    if (!missing.isEmpty()) {
      throw UserError.of(
          "%s lacks %,d pictures of the trial's frames, e.g. %s.png: get the trial again",
          shown, missing.size(), missing.stream().sorted().findFirst().get());
    }
    return pictures;
  }

  private static String reason(Exception e) {
    return e instanceof IOException io ? Shown.reason(io) : e.getClass().getSimpleName();
  }

  private void entry(TarArchiveInputStream tar, TarArchiveEntry entry) throws IOException {
    String shown = Shown.path(archive) + "!" + Shown.text(entry.getName());
    List<String> parts = List.of(entry.getName().replace('\\', '/').split("/", -1));
    if (parts.contains("..") || entry.getName().startsWith("/") || entry.getName().contains(":")) {
      throw new UserError(shown + " leads out of its folder: this is no trial's archive");
    }
    if (!entry.isFile() || entry.isSparse() || entry.isLink() || entry.isSymbolicLink()) {
      return;
    }
    if (entry.getSize() > MOST_ENTRY_BYTES) {
      throw UserError.of("%s has %,d bytes: no screen needs so many", shown, entry.getSize());
    }
    byte[] content = tar.readNBytes((int) entry.getSize());
    if (content.length != entry.getSize()) {
      throw new IOException("it ends too early");
    }
    String name = parts.get(parts.size() - 1);
    String frame = name.endsWith(".png") ? name.substring(0, name.length() - 4) : "";
    if (stepOfFrame.containsKey(frame)) {
      if (!missing.remove(frame)) {
        throw new UserError(shown + " is there twice: get the trial again");
      }
      screen(stepOfFrame.get(frame), GreyScreen.of(content, shown));
    }
  }

  private void screen(int step, GreyScreen screen) {
    if (first == null) {
      first = screen;
      resize = new AreaResize(screen.rows(), screen.columns(), SIDE, SIDE);
    } else if (screen.rows() != first.rows() || screen.columns() != first.columns()) {
      throw new UserError(
          Shown.path(archive) + " holds screens of several sizes: get the trial again");
    }
    GreyScreen other = waiting.remove(step);
    if (steps.get(step).seen().size() > 1 && other == null) {
      if (waiting.size() == MOST_WAITING) {
        throw new UserError(
            Shown.path(archive)
                + " has its pictures in no order: pack it again with tar --sort=name");
      }
      waiting.put(step, screen);
      return;
    }
    resize.apply((other == null ? screen : screen.brighter(other)).grey(), pictures, step * BYTES);
  }

  /** Unpacked bytes, of which there may be only so many: an archive can promise any number. */
  private static final class LimitedStream extends FilterInputStream {
    private final String source;
    private final long mostBytes;
    private long bytes;
    private long allowed;

    /** At most {@code mostBytes} altogether. */
    LimitedStream(InputStream in, String source, long mostBytes) {
      super(in);
      this.source = source;
      this.mostBytes = mostBytes;
    }

    /** Allows so many bytes until the next call. */
    void allow(long more) {
      allowed = more;
    }

    @Override
    public int read() throws IOException {
      int value = super.read();
      count(value < 0 ? 0 : 1);
      return value;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int read = super.read(into, offset, length);
      count(Math.max(0, read));
      return read;
    }

    @Override
    public long skip(long count) throws IOException {
      long skipped = super.skip(count);
      count(skipped);
      return skipped;
    }

    private void count(long more) {
      bytes += more;
      allowed -= more;
      if (bytes > mostBytes || allowed < 0) {
        throw new UserError(
            source + " unpacks to more than pictures of a game need: it is no trial's archive");
      }
    }
  }

  /** A screen in grey: luminance, unsigned bytes, row by row. */
  private record GreyScreen(int rows, int columns, byte[] grey) {
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
}
