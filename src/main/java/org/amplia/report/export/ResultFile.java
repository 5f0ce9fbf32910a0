package org.amplia.report.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.amplia.base.AtomicFile;
import org.amplia.base.FolderLock;
import org.amplia.base.InputFile;
import org.amplia.base.OutputPlaces;
import org.amplia.base.PathName;
import org.amplia.base.UserError;

/**
 * A file of results, a line a seed: {@link ResultLine}s below their header. Several processes may
 * append to it at the same time.
 */
public final class ResultFile {
  private static final String SUFFIX = ".csv";
  private static final int MOST_BYTES = 64 << 20;

  /** Writing takes milliseconds, so whoever waits longer waits for something else. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  private static final long POLL_MILLIS = 50;

  private final Path file;
  private final boolean force;

  /**
   * A file, there or not.
   *
   * @param force whether a line of the same seed and arm is replaced; otherwise it is refused
   */
  public ResultFile(Path file, boolean force) {
    this.file = file;
    this.force = force;
  }

  /** The name of the experiment whose lines it gets: the file's, without {@code .csv}. */
  public String experiment() {
    String name = PathName.last(file);
    return name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
  }

  /**
   * Looks whether lines can be appended, before there are any.
   *
   * @param ours whether a line is of a seed and arm that are about to be measured
   * @throws UserError if the file cannot be written, is no file of results, or has such a line
   */
  public void requireRoom(Predicate<ResultLine> ours) {
    OutputPlaces.requireFile("--csv", file);
    if (!Files.exists(file)) {
      return;
    }
    for (ResultLine line : read(file)) {
      if (!force && line.source().experiment().equals(experiment()) && ours.test(line)) {
        throw refused(line);
      }
    }
  }

  private UserError refused(ResultLine line) {
    return UserError.of(
        "%s has seed %d of %s on %s already, of another run: name another --csv, or --force to"
            + " replace the line",
        file, line.seed(), line.arm(), line.game());
  }

  /**
   * Appends what is not there yet.
   *
   * @throws UserError if the file is no file of results, has another line of the same seed and arm,
   *     or is being written all the time
   */
  public void append(List<ResultLine> lines) {
    if (lines.isEmpty()) {
      return;
    }
    try (FolderLock lock = lock()) {
      List<ResultLine> all = new ArrayList<>(Files.exists(file) ? read(file) : List.of());
      boolean changed = false;
      for (ResultLine line : lines) {
        if (all.contains(line)) {
          continue;
        }
        if (!force) {
          all.stream()
              .filter(line::repeats)
              .findFirst()
              .ifPresent(
                  other -> {
                    throw refused(other);
                  });
        }
        all.removeIf(line::repeats);
        all.add(line);
        changed = true;
      }
      if (changed) {
        AtomicFile.removeLeftovers(lock.folder());
        AtomicFile.write(file, text(all));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private FolderLock lock() {
    long start = System.nanoTime();
    Path folder = file.toAbsolutePath().resolveSibling("");
    while (true) {
      try {
        return FolderLock.take(folder, "." + PathName.last(file) + ".lock");
      } catch (UserError e) {
        if (System.nanoTime() - start > LONGEST_WAIT.toNanos()) {
          throw e;
        }
      }
      try {
        Thread.sleep(POLL_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new UserError("stopped while waiting to write " + file, e);
      }
    }
  }

  private static String text(List<ResultLine> lines) {
    StringBuilder text = new StringBuilder(Csv.line(ResultLine.COLUMNS));
    lines.forEach(line -> text.append(line.text()));
    return text.toString();
  }

  /**
   * Reads a file of results.
   *
   * @throws UserError in one line, if it is none
   */
  public static List<ResultLine> read(Path file) {
    String text =
        InputFile.text(file, MOST_BYTES, "a file of results", "`amplia compare --csv` makes it");
    List<List<String>> rows = Csv.read(text, file.toString());
    if (rows.isEmpty() || !rows.get(0).equals(ResultLine.COLUMNS)) {
      throw UserError.of(
          "%s is no file of results: its first line must be %s",
          file, String.join(",", ResultLine.COLUMNS));
    }
    List<ResultLine> lines = new ArrayList<>();
    for (List<String> row : rows.subList(1, rows.size())) {
      try {
        lines.add(ResultLine.read(row));
      } catch (UserError e) {
        throw new UserError(
            file + " is damaged in line " + (lines.size() + 2) + ": " + e.getMessage(), e);
      }
    }
    return lines;
  }
}
