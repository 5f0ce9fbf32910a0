package org.amplia.base;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * The one way a file is read. Only regular files are opened (no pipe, device or folder), nothing is
 * read beyond the size that the file system states, and each kind of file has a limit.
 */
public final class InputFile {
  private InputFile() {}

  /**
   * Reads a whole file.
   *
   * @param mostBytes it may have, less than 2 GiB
   * @param what it should be, e.g. {@code an episode}
   * @param maker how such a file comes about, for people who have none
   * @throws UnreadableFile in one line, if it is missing, not a regular file or too large
   */
  public static byte[] bytes(Path file, int mostBytes, String what, String maker) {
    try (InputStream in = open(file, mostBytes, what, maker)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UnreadableFile(file + " cannot be read: " + IoFault.reason(e), e);
    }
  }

  /** Reads a UTF-8 file; as {@link #bytes}, and throws if it is no text. */
  public static String text(Path file, int mostBytes, String what, String maker) {
    byte[] bytes = bytes(file, mostBytes, what, maker);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new UnreadableFile(file + " is not text in UTF-8: it is not " + what, e);
    }
  }

  /**
   * Opens a file to read piece by piece, up to where it ended when it was opened; as {@link
   * #bytes}.
   */
  public static InputStream open(Path file, long mostBytes, String what, String maker) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      // A pipe would keep the reader waiting for ever.
      if (!attributes.isRegularFile()) {
        throw new UnreadableFile(file + " is not a file: name " + what);
      }
      if (attributes.size() > mostBytes) {
        throw new UnreadableFile(
            RootLocale.format("%s has more than %s: it is not %s", file, size(mostBytes), what));
      }
      return new Bounded(Files.newInputStream(file), attributes.size());
    } catch (NoSuchFileException e) {
      throw new UnreadableFile(file + " does not exist: " + maker, e);
    } catch (IOException e) {
      throw new UnreadableFile(file + " cannot be read: " + IoFault.reason(e), e);
    }
  }

  private static String size(long bytes) {
    return bytes < 1 << 20 ? bytes + " bytes" : (bytes >> 20) + " MiB";
  }

  /** So many bytes of a stream. */
  private static final class Bounded extends FilterInputStream {
    private long left;

    Bounded(InputStream in, long bytes) {
      super(in);
      left = bytes;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      int read = left == 0 ? -1 : in.read(into, offset, (int) Math.min(length, left));
      left -= Math.max(0, read);
      return read;
    }

    @Override
    public long skip(long count) throws IOException {
      long skipped = in.skip(Math.min(count, left));
      left -= skipped;
      return skipped;
    }

    @Override
    public int available() throws IOException {
      return (int) Math.min(in.available(), left);
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }
}
