package org.amplia.dataset;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
}
