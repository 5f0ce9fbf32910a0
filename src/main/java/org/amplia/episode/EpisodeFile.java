package org.amplia.episode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.amplia.base.AtomicFile;
import org.amplia.base.InputFile;
import org.amplia.base.IoFault;
import org.amplia.base.Json;
import org.amplia.base.UserError;

/** Episodes as files: {@code <name>.episode.json}, described by {@code episode.schema.json}. */
public final class EpisodeFile {
  /** The end of their names. */
  public static final String SUFFIX = ".episode.json";

  /** A larger file is no episode; one of 200,000 frames has less than 2 MiB. */
  static final int MOST_BYTES = 64 << 20;

  private EpisodeFile() {}

  /**
   * Reads and checks a file; only {@link EpisodeReplay#verify} tells whether it is true.
   *
   * @throws UserError naming the file and what is wrong with it
   */
  public static Episode read(Path file) {
    String text =
        InputFile.text(file, MOST_BYTES, "an episode", "`amplia evaluate --record` makes episodes");
    return Json.read(text, Episode.class, file.toString());
  }

  /**
   * Writes or replaces a file, as a whole or not at all; an {@link java.io.UncheckedIOException} if
   * it cannot be.
   */
  public static void write(Path file, Episode episode) {
    AtomicFile.save(file, Json.pretty(episode));
  }

  /**
   * The episodes in a folder, in the order of their names; folders in it are not looked into.
   *
   * @throws UserError if it is no folder, cannot be read, or holds no episode
   */
  public static List<Path> in(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new UserError(folder + " is not a folder: name one that holds " + SUFFIX + " files");
    }
    try (var files = Files.list(folder)) {
      List<Path> episodes =
          files.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
      if (episodes.isEmpty()) {
        throw new UserError(
            folder + " holds no " + SUFFIX + " file: `amplia demonstrate --out` fills one");
      }
      return episodes;
    } catch (IOException e) {
      throw new UserError(folder + " cannot be read: " + IoFault.reason(e), e);
    }
  }
}
