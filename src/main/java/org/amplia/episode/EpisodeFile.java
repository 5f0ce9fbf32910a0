package org.amplia.episode;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.amplia.base.InputFile;
import org.amplia.base.Json;

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
   * @throws org.amplia.base.UserError naming the file and what is wrong with it
   */
  public static Episode read(Path file) {
    String text =
        InputFile.text(file, MOST_BYTES, "an episode", "`amplia evaluate --record` makes episodes");
    return Json.read(text, Episode.class, file.toString());
  }

  /**
   * Writes or replaces a file, as a whole or not at all.
   *
   * @throws java.io.UncheckedIOException if it cannot be written
   */
  public static void write(Path file, Episode episode) {
    OutputFile.write(file, Json.pretty(episode).getBytes(StandardCharsets.UTF_8));
  }
}
