package org.amplia.base;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What a command reads and will write, checked before any work is done: no output is an input, no
 * two outputs are one file, by whatever name (real files are compared). What fails later, e.g. a
 * full disk, is an {@link UncheckedIOException}.
 */
public final class OutputPlaces {
  private final boolean force;
  private final Map<Object, String> inputs = new HashMap<>();
  private final List<Path> inputPaths = new ArrayList<>();
  private final Map<Object, String> outputs = new HashMap<>();

  /** Nothing yet. With {@code force} files that exist may be replaced. */
  public OutputPlaces(boolean force) {
    this.force = force;
  }

  /** A file or folder that the command reads. */
  public OutputPlaces reads(Path place) {
    inputs.put(identity(place), place.toString());
    inputPaths.add(place);
    return this;
  }

  /**
   * A file that the command will write.
   *
   * @param option that names it, e.g. {@code --gif}
   * @throws UserError if it is an input or another output, exists, or cannot be written
   */
  public void file(String option, Path file) {
    Object identity = identity(file);
    if (inputs.containsKey(identity)) {
      throw UserError.of(
          "%s %s is the file that is read (%s): choose another",
          option, file, inputs.get(identity));
    }
    String named = option + " " + file;
    String other = outputs.put(identity, named);
    if (other != null) {
      throw new UserError(other + " and " + named + " are one file: name two");
    }
    requireFile(option, file);
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !force) {
      throw UserError.of("%s %s exists: choose another, or --force to replace it", option, file);
    }
  }

  /**
   * The same, where {@code force} replaces only what this program wrote.
   *
   * @param read reads what may be there, and throws a {@link UserError} of anything else
   */
  public void replaces(String option, Path file, Consumer<Path> read) {
    file(option, file);
    if (Files.exists(file)) {
      try {
        read.accept(file);
      } catch (UserError e) {
        throw new UserError(e.getMessage() + "; so --force does not replace it", e);
      }
    }
  }

  /**
   * A folder that the command will make, or remove and make again.
   *
   * @throws UserError if what is read would be removed with it, or it cannot be made
   */
  public void folder(String option, Path folder) {
    Path real = real(folder);
    for (Path input : force ? inputPaths : List.<Path>of()) {
      if (real(input).startsWith(real)) {
        throw UserError.of(
            "%s %s holds %s, which is read, so --force does not remove it: name another folder",
            option, folder, input);
      }
    }
    requireFolder(option, folder);
  }

  /**
   * Looks whether a file can be written; throws a {@link UserError} that says what is in the way.
   */
  public static void requireFile(String option, Path file) {
    Path absolute = file.toAbsolutePath();
    if (Files.isDirectory(absolute)) {
      throw refused(option, file, "it is a folder", "name a file");
    }
    if (Files.exists(absolute) && !Files.isRegularFile(absolute)) {
      throw refused(option, file, "it is a device or a pipe", "name a file");
    }
    requireRoom(option, file, absolute.getParent(), absolute.getFileName());
  }

  /**
   * Looks whether a folder can be made or written into; throws a {@link UserError} that says what
   * is in the way.
   */
  public static void requireFolder(String option, Path folder) {
    requireRoom(option, folder, folder.toAbsolutePath(), null);
  }

  /**
   * What to throw if a folder could not be made after all: a {@link UserError} if there can be
   * none, an {@link UncheckedIOException} if the disk is full or broken.
   */
  public static RuntimeException fault(String option, Path folder, IOException e) {
    requireFolder(option, folder);
    boolean refused =
        e instanceof AccessDeniedException
            || e instanceof NoSuchFileException
            || e instanceof NotDirectoryException
            || e instanceof FileAlreadyExistsException;
    return refused
        ? refused(option, folder, IoFault.reason(e), "name another")
        : new UncheckedIOException(e);
  }

  /** Looks at what is there of a folder's path, and whether the rest can be made in it. */
  private static void requireRoom(String option, Path place, Path folder, Path name) {
    List<Path> missing = new ArrayList<>();
    if (name != null) {
      missing.add(name);
    }
    Path there = folder;
    try {
      while (!exists(there)) {
        if (Files.isSymbolicLink(there)) {
          throw refused(option, place, there + " is a link that leads nowhere", "name another");
        }
        missing.add(there.getFileName());
        there = there.getParent();
      }
      if (!Files.isDirectory(there)) {
        throw refused(option, place, there + " is not a folder", "name another");
      }
      if (!Files.isWritable(there)) {
        throw refused(
            option, place, there + " may not be written into, or is read-only", "name another");
      }
      for (Path one : missing) {
        // Asked for a name that no file can have (too long), the system says so.
        exists(there.resolve(one));
      }
    } catch (IOException e) {
      throw refused(option, place, IoFault.reason(e), "name another");
    }
  }

  private static boolean exists(Path path) throws IOException {
    try {
      Files.readAttributes(path, BasicFileAttributes.class);
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private static UserError refused(String option, Path place, String cause, String remedy) {
    return UserError.of("%s %s cannot be written (%s): %s", option, place, cause, remedy);
  }

  /** The same for all names of a file. */
  private static Object identity(Path place) {
    try {
      Object key = Files.readAttributes(place, BasicFileAttributes.class).fileKey();
      return key == null ? real(place) : key;
    } catch (IOException e) {
      return real(place);
    }
  }

  /** The path without links, as far as it exists. */
  private static Path real(Path place) {
    Path absolute = place.toAbsolutePath();
    try {
      return absolute.toRealPath();
    } catch (IOException e) {
      Path parent = absolute.getParent();
      return parent == null ? absolute : real(parent).resolve(absolute.getFileName()).normalize();
    }
  }
}
