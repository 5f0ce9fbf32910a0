package org.amplia.decomposition.demonstrate;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.amplia.base.AtomicFile;
import org.amplia.base.InputFile;
import org.amplia.base.Json;
import org.amplia.base.UserError;

/**
 * Demonstrated decompositions as a file, described by {@code decompositions.schema.json}.
 *
 * @param path its name ends with {@link #SUFFIX}
 * @param content what it holds
 */
public record DecompositionsFile(Path path, DecompositionDemonstration content) {
  /** The end of their names. */
  public static final String SUFFIX = ".decompositions.json";

  private static final int MOST_BYTES = 64 << 20;

  /**
   * Reads and checks a file; only {@link DecompositionReplay} tells whether it is true.
   *
   * @throws UserError naming the file and what is wrong with it
   */
  public static DecompositionsFile read(Path path) {
    String text =
        InputFile.text(
            path,
            MOST_BYTES,
            "a file of decompositions",
            "`amplia demonstrate GAME --decompositions` makes them");
    DecompositionDemonstration content =
        Json.read(text, DecompositionDemonstration.class, path.toString());
    if (content.digest().isEmpty()) {
      throw new UserError(path + ": digest is not 64 hexadecimal digits");
    }
    return new DecompositionsFile(path, content);
  }

  /**
   * Writes or replaces the file, as a whole or not at all.
   *
   * @throws UncheckedIOException if it cannot be written
   */
  public void write() {
    AtomicFile.save(path, Json.pretty(content));
  }
}
