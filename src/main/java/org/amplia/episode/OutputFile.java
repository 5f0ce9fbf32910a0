package org.amplia.episode;

import java.io.IOException;
import java.nio.file.Path;
import org.amplia.base.AtomicFile;
import org.amplia.base.UserError;

/** Writes what the user asked for, where the user asked for it. */
final class OutputFile {
  private OutputFile() {}

  /**
   * Writes or replaces a file, as a whole or not at all.
   *
   * @throws UserError if it cannot be written
   */
  static void write(Path file, byte[] content) {
    try {
      AtomicFile.write(file, content);
    } catch (IOException e) {
      throw new UserError(
          file + " cannot be written (" + e.getMessage() + "): choose another place", e);
    }
  }
}
