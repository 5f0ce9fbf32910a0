package org.amplia.base;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads text files of unknown origin. */
public final class TextFile {
  private TextFile() {}

  /**
   * Reads a UTF-8 file.
   *
   * @param mostBytes it may have
   * @param what it should be, e.g. {@code an episode}
   * @param maker how such a file comes about, for people who have none
   * @throws UserError in one line, if it is missing, no file, too large or no text
   */
  public static String read(Path file, int mostBytes, String what, String maker) {
    // A pipe would keep the reader waiting for ever.
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new UserError(file + " is not a file: name " + what);
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(mostBytes + 1);
      if (bytes.length > mostBytes) {
        throw new UserError(
            "%s has more than %d MiB: it is not %s".formatted(file, mostBytes >> 20, what));
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (NoSuchFileException e) {
      throw new UserError(file + " does not exist: " + maker, e);
    } catch (CharacterCodingException e) {
      throw new UserError(file + " is not text in UTF-8: it is not " + what, e);
    } catch (IOException e) {
      throw new UserError(file + " cannot be read: " + e.getMessage(), e);
    }
  }
}
