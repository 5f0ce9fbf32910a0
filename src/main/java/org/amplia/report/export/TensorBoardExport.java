package org.amplia.report.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.amplia.base.AtomicFile;
import org.amplia.base.PathName;
import org.amplia.base.UserError;
import org.amplia.report.stat.RunSummary;
import org.amplia.run.RunFolder;

/**
 * Event files for TensorBoard, one for each run, in a folder of the run's name. A tag is a metric's
 * name, a step the number of all emulator frames spent, the wall time the run's start and the
 * seconds of training since. Values have a float's 24 bits; {@code metrics.csv} has all of them.
 */
public final class TensorBoardExport {
  private static final String PREFIX = "events.out.tfevents.";
  private static final String SUFFIX = ".amplia";
  private static final Pattern OURS =
      Pattern.compile(Pattern.quote(PREFIX) + "-?[0-9]+" + Pattern.quote(SUFFIX));

  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH_DELIMITED = 2;
  private static final int FIXED32 = 5;
  private static final int CRC_MASK_DELTA = 0xA282EAD8;

  private TensorBoardExport() {}

  /**
   * Writes the event files, all or, if one of them may not be, none.
   *
   * @param folder made if missing
   * @param force whether earlier exports may be replaced; event files of other programs never are
   * @return the files, in the order of the runs
   * @throws UserError if a run cannot be read, two have the same name, or there are event files
   *     already
   * @throws UncheckedIOException if the folder cannot be written
   */
  public static List<Path> write(Path folder, List<RunFolder> runs, boolean force) {
    Map<Path, RunSummary> byFolder = new LinkedHashMap<>();
    for (RunFolder run : runs) {
      RunSummary summary = RunSummary.of(run);
      Path own = folder.resolve(summary.name());
      if (byFolder.put(own, summary) != null) {
        throw new UserError(
            "two runs are called " + summary.name() + ": export them to different folders");
      }
    }
    try {
      List<Path> replaced = new ArrayList<>();
      for (Path own : byFolder.keySet()) {
        replaced.addAll(earlier(own, force));
      }
      Map<Path, byte[]> contents = new LinkedHashMap<>();
      byFolder.forEach(
          (own, run) -> {
            long start = (long) startSeconds(run);
            contents.put(own.resolve(PREFIX + start + SUFFIX), content(run));
          });
      for (Map.Entry<Path, byte[]> file : contents.entrySet()) {
        AtomicFile.write(file.getKey(), file.getValue());
      }
      // Only now: on a full disk the earlier ones are still there.
      replaced.removeAll(contents.keySet());
      for (Path file : replaced) {
        Files.delete(file);
      }
      return List.copyOf(contents.keySet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is there and may be replaced. */
  private static List<Path> earlier(Path own, boolean force) throws IOException {
    List<Path> ours = new ArrayList<>();
    if (Files.isDirectory(own)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(own, "*tfevents*")) {
        for (Path file : files) {
          if (!force || !isOurs(file)) {
            throw new UserError(
                file
                    + " exists: choose another --tensorboard"
                    + (force ? "" : ", or --force to replace it"));
          }
          ours.add(file);
        }
      }
    }
    return ours;
  }

  private static boolean isOurs(Path file) {
    return OURS.matcher(PathName.last(file)).matches()
        && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
  }

  private static byte[] content(RunSummary run) {
    double start = startSeconds(run);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(record(fileVersion(start)));
    run.values().forEach(value -> file.writeBytes(record(scalar(start, value))));
    return file.toByteArray();
  }

  private static double startSeconds(RunSummary run) {
    return Instant.parse(run.description().startedAt()).toEpochMilli() / 1e3;
  }

  // The messages of an event file, in protocol-buffer encoding. Of TensorFlow's event.proto and
  // summary.proto only these fields are needed: Event {wall_time 1, step 2, file_version 3,
  // summary 5}, Summary {value 1}, Value {tag 1, simple_value 2}.

  /** The message that a file must begin with. */
  private static byte[] fileVersion(double wallTimeSeconds) {
    ByteArrayOutputStream event = new ByteArrayOutputStream();
    fixed64(event, 1, Double.doubleToRawLongBits(wallTimeSeconds));
    bytes(event, 3, "brain.Event:2".getBytes(StandardCharsets.US_ASCII));
    return event.toByteArray();
  }

  /** A value as a message: it is written with the 24 bits of a float. */
  private static byte[] scalar(double startSeconds, RunSummary.Value value) {
    ByteArrayOutputStream scalar = new ByteArrayOutputStream();
    bytes(scalar, 1, value.name().getBytes(StandardCharsets.UTF_8));
    fixed32(scalar, 2, Float.floatToRawIntBits((float) value.value()));
    ByteArrayOutputStream summary = new ByteArrayOutputStream();
    bytes(summary, 1, scalar.toByteArray());
    ByteArrayOutputStream event = new ByteArrayOutputStream();
    fixed64(event, 1, Double.doubleToRawLongBits(startSeconds + value.seconds()));
    key(event, 2, VARINT);
    varint(event, value.frames());
    bytes(event, 5, summary.toByteArray());
    return event.toByteArray();
  }

  private static void key(ByteArrayOutputStream out, int field, int wireType) {
    varint(out, (long) field << 3 | wireType);
  }

  private static void varint(ByteArrayOutputStream out, long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.write((int) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  private static void fixed64(ByteArrayOutputStream out, int field, long bits) {
    key(out, field, FIXED64);
    out.writeBytes(little(Long.BYTES).putLong(bits).array());
  }

  private static void fixed32(ByteArrayOutputStream out, int field, int bits) {
    key(out, field, FIXED32);
    out.writeBytes(little(Integer.BYTES).putInt(bits).array());
  }

  private static void bytes(ByteArrayOutputStream out, int field, byte[] content) {
    key(out, field, LENGTH_DELIMITED);
    varint(out, content.length);
    out.writeBytes(content);
  }

  /**
   * TensorFlow's record framing: length (8 bytes), its masked CRC-32C (4), the content, its masked
   * CRC-32C (4), all little-endian.
   */
  private static byte[] record(byte[] content) {
    byte[] length = little(Long.BYTES).putLong(content.length).array();
    return little(length.length + content.length + 2 * Integer.BYTES)
        .put(length)
        .putInt(maskedCrc(length))
        .put(content)
        .putInt(maskedCrc(content))
        .array();
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Rotated and shifted: the CRC of a content that itself holds CRCs would be a weak one. */
  private static int maskedCrc(byte[] content) {
    CRC32C crc = new CRC32C();
    crc.update(content);
    return Integer.rotateRight((int) crc.getValue(), 15) + CRC_MASK_DELTA;
  }
}
