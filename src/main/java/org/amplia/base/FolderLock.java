package org.amplia.base;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder that one process at a time writes to. The lock is the operating system's and ends with
 * its process. The file stays and names the process that took it last.
 */
public final class FolderLock implements AutoCloseable {
  /** The lock's file. */
  public static final String NAME = ".amplia.lock";

  private static final Logger LOG = LoggerFactory.getLogger(FolderLock.class);

  /** Behind the content, which others read while it is locked: Windows would keep them from it. */
  private static final long LOCKED_BYTE = 1 << 20;

  private static final int PID_DIGITS = 19;

  /**
   * The files that this process has locked. They must not be opened again: POSIX ends a process's
   * lock when the process closes the file, whichever of its handles that is.
   */
  private static final Set<Path> HELD = new HashSet<>();

  private final Path folder;
  private final Path file;
  private final FileChannel channel;

  private FolderLock(Path folder, Path file, FileChannel channel) {
    this.folder = folder;
    this.file = file;
    this.channel = channel;
  }

  /**
   * Takes the lock of a folder, which is made if it is missing. Where a file system has no locks
   * there is only a warning.
   *
   * @throws UserError if another process or part of this one has it, or the folder cannot be
   *     written
   */
  public static FolderLock take(Path folder) {
    return take(folder, NAME);
  }

  /**
   * Takes one of several locks of a folder, by the name of the lock's file; as {@link #take(Path)}.
   */
  public static FolderLock take(Path folder, String name) {
    synchronized (HELD) {
      try {
        Files.createDirectories(folder);
        Path file = folder.toRealPath().resolve(name);
        if (HELD.contains(file)) {
          throw inUse(folder, "another part of this process");
        }
        FolderLock lock = new FolderLock(folder, file, open(file));
        try {
          lock.lock();
        } catch (IOException e) {
          lock.removeIfEmpty();
          lock.channel.close();
          throw e;
        } catch (RuntimeException e) {
          lock.channel.close();
          throw e;
        }
        HELD.add(file);
        return lock;
      } catch (IOException e) {
        throw new UserError(
            RootLocale.format(
                "cannot write to %s (%s): choose another folder", folder, IoFault.line(e)),
            e);
      }
    }
  }

  private static FileChannel open(Path file) throws IOException {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
        && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new UserError(file + " is not a file, as a lock is: remove it");
    }
    // Read too, or a pipe that somebody puts there in this moment would keep us waiting.
    return FileChannel.open(
        file,
        StandardOpenOption.CREATE,
        StandardOpenOption.READ,
        StandardOpenOption.WRITE,
        LinkOption.NOFOLLOW_LINKS);
  }

  private void lock() throws IOException {
    boolean free;
    try {
      free = channel.tryLock(LOCKED_BYTE, 1, false) != null;
    } catch (OverlappingFileLockException e) {
      free = false; // the same file by another name
    } catch (IOException e) {
      LOG.warn(
          "{}: the file system has no locks ({}): see to it that no other process writes there",
          folder,
          IoFault.reason(e));
      free = true;
    }
    if (!free) {
      throw inUse(folder, holder());
    }
    String pid = RootLocale.format("%-" + PID_DIGITS + "d\n", ProcessHandle.current().pid());
    // In place and of one length: once there, it needs no room on a full disk.
    channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
  }

  /** On a full disk there was room for the file's name and none for what it says. */
  private void removeIfEmpty() throws IOException {
    if (channel.size() == 0) {
      Files.deleteIfExists(file);
    }
  }

  private String holder() throws IOException {
    ByteBuffer content = ByteBuffer.allocate(PID_DIGITS);
    channel.read(content, 0);
    String pid = new String(content.array(), StandardCharsets.US_ASCII).strip();
    return pid.matches("[0-9]+") ? "process " + pid : "another process";
  }

  private static UserError inUse(Path folder, String who) {
    return UserError.of(
        "%s is being written by %s: stop it, wait, or choose another folder", folder, who);
  }

  /** The locked folder. */
  public Path folder() {
    return folder;
  }

  /** Gives the folder back. */
  @Override
  public void close() {
    synchronized (HELD) {
      if (!channel.isOpen()) {
        return; // somebody else may have it by now
      }
      HELD.remove(file);
      try {
        channel.close();
      } catch (IOException e) {
        LOG.debug("the lock ends with the process", e);
      }
    }
  }
}
