package org.amplia.episode;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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
    return Json.read(text(file), Episode.class, file.toString());
  }

  private static String text(Path file) {
    // A pipe would keep the reader waiting for ever.
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new UserError(file + " is not a file: name an " + SUFFIX + " file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new UserError(file + " has more than 64 MiB: it is no episode");
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (NoSuchFileException e) {
      throw new UserError(file + " does not exist: `amplia evaluate --record` makes episodes", e);
    } catch (CharacterCodingException e) {
      throw new UserError(file + " is not text in UTF-8: it is no episode", e);
    } catch (IOException e) {
      throw new UserError(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * Writes or replaces a file, as a whole or not at all.
   *
   * @throws UserError if it cannot be written
   */
  public static void write(Path file, Episode episode) {
    OutputFile.write(file, Json.pretty(episode).getBytes(StandardCharsets.UTF_8));
  }
}
