package org.amplia.report.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import org.amplia.base.AtomicFile;
import org.amplia.base.PathName;
import org.amplia.base.UserError;
import org.amplia.report.stat.MeasuredValue;
import org.amplia.report.stat.RunSummary;
import org.amplia.run.RunFolder;

/**
 * Event files for TensorBoard, one a run in a folder of the run's name. A tag is a metric's name, a
 * step the number of all emulator frames spent, the wall time the run's start and the seconds of
 * training since. Values have a float's 24 bits; {@code metrics.csv} has all of them.
 */
public final class TensorBoardExport {
  private static final String PREFIX = "events.out.tfevents.";
  private static final String SUFFIX = ".amplia";
  private static final Pattern OURS =
      Pattern.compile(Pattern.quote(PREFIX) + "-?[0-9]+" + Pattern.quote(SUFFIX));

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
    file.writeBytes(TfRecord.frame(ScalarEvent.fileVersion(start)));
    for (MeasuredValue value : run.values()) {
      ScalarEvent event =
          new ScalarEvent(start + value.seconds(), value.frames(), value.name(), value.value());
      file.writeBytes(TfRecord.frame(event.message()));
    }
    return file.toByteArray();
  }

  private static double startSeconds(RunSummary run) {
    return Instant.parse(run.description().startedAt()).toEpochMilli() / 1e3;
  }
}
