package org.amplia.base;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The names of what we write into a folder; {@code --force} removes nothing else.
 *
 * @param files a pattern of whole names; temporary files may be in every folder
 * @param folders in it, by a pattern of whole names
 * @param mark the file that says whose the folder is; a {@link FolderLock} may lie beside it. Empty
 *     if the folder is part of another
 */
public record FolderLayout(
    Pattern files, Map<Pattern, FolderLayout> folders, Optional<String> mark) {
  /** A folder of files. */
  public static FolderLayout of(String files) {
    return new FolderLayout(Pattern.compile(files), Map.of(), Optional.empty());
  }

  /** A folder with a mark. */
  public static FolderLayout marked(String mark, String files) {
    return new FolderLayout(Pattern.compile(files), Map.of(), Optional.of(mark));
  }

  /** The same with folders in it. */
  public FolderLayout with(String names, FolderLayout layout) {
    Map<Pattern, FolderLayout> more = new LinkedHashMap<>(folders);
    more.put(Pattern.compile(names), layout);
    return new FolderLayout(files, more, mark);
  }

  /**
   * Everything in a folder, in an order to remove it; the mark and then the lock last. Links are
   * not followed.
   *
   * @throws UserError naming the first thing that does not belong there
   */
  public List<Path> contents(Path folder) {
    if (!Files.isWritable(folder)) {
      throw new UserError(
          "nothing can be removed from " + folder + " (permission denied): choose another folder");
    }
    List<Path> found = new ArrayList<>();
    try (Stream<Path> entries = Files.list(folder)) {
      Comparator<Path> order = Comparator.comparingInt(this::rank);
      for (Path entry : entries.sorted(order.thenComparing(Comparator.naturalOrder())).toList()) {
        if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
          found.addAll(inside(entry).orElseThrow(() -> stranger(entry)).contents(entry));
        } else if (!isOwn(entry)) {
          throw stranger(entry);
        }
        found.add(entry);
      }
    } catch (IOException e) {
      throw new UserError("cannot read " + folder + " (" + IoFault.reason(e) + ")", e);
    }
    return found;
  }

  /** Whether a file has a name that is written there, whoever wrote it. */
  public boolean writes(Path file) {
    return files.matcher(name(file)).matches();
  }

  private int rank(Path entry) {
    return isMark(entry) ? 1 : isLock(entry) ? 2 : 0;
  }

  private boolean isMark(Path entry) {
    return mark.isPresent() && name(entry).equals(mark.get());
  }

  private boolean isLock(Path entry) {
    return mark.isPresent() && name(entry).equals(FolderLock.NAME);
  }

  private boolean isOwn(Path file) {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        && (isMark(file) || isLock(file) || writes(file) || AtomicFile.isTemporary(file));
  }

  private Optional<FolderLayout> inside(Path folder) {
    return folders.entrySet().stream()
        .filter(one -> one.getKey().matcher(name(folder)).matches())
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static String name(Path path) {
    return PathName.last(path);
  }

  private static UserError stranger(Path path) {
    return new UserError(
        path
            + " was not written by amplia, so --force removes nothing: take it away, or choose another folder");
  }
}
