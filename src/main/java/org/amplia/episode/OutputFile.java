package org.amplia.episode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.amplia.base.AtomicFile;

/** Writes what was recorded or drawn. */
final class OutputFile {
  private OutputFile() {}

  /**
   * Writes or replaces a file, as a whole or not at all.
   *
   * @throws UncheckedIOException if it cannot be written
   */
  static void write(Path file, byte[] content) {
    try {
      AtomicFile.write(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
