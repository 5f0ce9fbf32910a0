package org.amplia.base;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Writes files so that whoever reads, even after a kill, sees the old content or the new and never
 * a part.
 */
public final class AtomicFile {
  /** A temporary name: the process that chose it, and 64 random bits that nobody can foretell. */
  private static final Pattern LEFTOVER =
      Pattern.compile("\\.amplia-(\\d{1,10})-[0-9a-f]{16}\\.tmp");

  private static final SecureRandom RANDOM = new SecureRandom();

  private AtomicFile() {}

  /** Makes a file's content where it is told to. */
  @FunctionalInterface
  public interface Maker {
    /** Writes the whole content into {@code temporary}, a new and empty file. */
    void make(Path temporary) throws IOException;
  }

  /** Writes or replaces a file. */
  public static void write(Path file, byte[] content) throws IOException {
    make(
        file,
        temporary -> {
          try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
              channel.write(buffer);
            }
          }
        });
  }

  /**
   * Writes or replaces a file whose content is too large for memory, or made by native code.
   *
   * @throws IOException that names a file; the file is then as it was
   */
  public static void make(Path file, Maker maker) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    try {
      if (Files.exists(file) && !Files.isRegularFile(file)) {
        // The rename would put a file in the place of /dev/null.
        throw new FileSystemException(file.toString(), null, "it is a folder, a device or a pipe");
      }
      Files.createDirectories(folder);
      Path temporary = create(folder);
      try {
        maker.make(temporary);
        try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
          channel.force(true);
        }
        Files.move(
            temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        // Gone after the move; here only if something failed.
        Files.deleteIfExists(temporary);
      }
      syncFolder(folder);
    } catch (IOException e) {
      throw AtomicFile.fault(file, e);
    }
  }

  /** As {@link #write(Path, byte[])}, for those who cannot go on without the file. */
  public static void save(Path file, byte[] content) {
    try {
      write(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As {@link #write(Path, String)}, for those who cannot go on without the file. */
  public static void save(Path file, String content) {
    save(file, content.getBytes(StandardCharsets.UTF_8));
  }

  /** As {@link #make}, for those who cannot go on without the file. */
  public static void save(Path file, Maker maker) {
    try {
      make(file, maker);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A new file, never one that is there, nor one that a link leads to. */
  private static Path create(Path folder) throws IOException {
    String name =
        RootLocale.format(".amplia-%d-%016x.tmp", ProcessHandle.current().pid(), RANDOM.nextLong());
    return Files.createFile(folder.resolve(name));
  }

  /** Writes or replaces a UTF-8 text file. */
  public static void write(Path file, String content) throws IOException {
    write(file, content.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Removes what killed processes left in a folder half written; before this process writes there.
   */
  public static void removeLeftovers(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(AtomicFile::isLeftover).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** Whether a file has the name of a temporary file. */
  static boolean isTemporary(Path file) {
    return LEFTOVER.matcher(PathName.last(file)).matches();
  }

  /** Whether this is a temporary file that nobody will rename any more. */
  public static boolean isLeftover(Path file) {
    Matcher name = LEFTOVER.matcher(PathName.last(file));
    if (!name.matches()) {
      return false;
    }
    long writer = Long.parseLong(name.group(1));
    // In a container the next process often has the number of the one that was killed.
    return writer == ProcessHandle.current().pid() || ProcessHandle.of(writer).isEmpty();
  }

  private static void syncFolder(Path folder) throws IOException {
    // Windows cannot open a folder as a channel; there the rename itself is journalled.
    if (System.getProperty("os.name").startsWith("Windows")) {
      return;
    }
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** The same error, naming the file if it names none, or one that nobody has heard of. */
  public static IOException fault(Object file, IOException e) {
    String named = e instanceof FileSystemException fault ? fault.getFile() : null;
    if (named != null && !isTemporary(Path.of(named))) {
      return e;
    }
    FileSystemException fault = new FileSystemException(file.toString(), null, IoFault.reason(e));
    fault.initCause(e);
    return fault;
  }
}
