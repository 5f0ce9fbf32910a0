package org.amplia.base;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Files to which lines are added, each on the disk before the next. A process that is killed while
 * it writes leaves a last line without an end: it does not count, and the next writer removes it.
 */
public final class LineFile {
  private LineFile() {}

  /**
   * Adds a line; it is on the disk when this returns.
   *
   * @param line without its end
   * @param links whether a link in place of the file is followed
   */
  public static void append(Path file, String line, LinkOption... links) {
    byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
    Set<OpenOption> options = new HashSet<>(Set.of(links));
    options.add(StandardOpenOption.CREATE);
    options.add(StandardOpenOption.READ);
    options.add(StandardOpenOption.WRITE);
    try (FileChannel channel = FileChannel.open(file, options)) {
      long end = endOfLines(channel);
      if (end < channel.size()) {
        channel.truncate(end);
      }
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      channel.position(end);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    } catch (IOException e) {
      throw new UncheckedIOException(AtomicFile.fault(file, e));
    }
  }

  private static long endOfLines(FileChannel channel) throws IOException {
    ByteBuffer one = ByteBuffer.allocate(1);
    long end = channel.size();
    while (end > 0) {
      one.clear();
      channel.read(one, end - 1);
      if (one.get(0) == '\n') {
        return end;
      }
      end--;
    }
    return 0;
  }

  /** The lines of a text that have an end, without it. */
  public static List<String> whole(String text) {
    return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
  }
}
