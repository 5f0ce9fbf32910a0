package org.amplia.dashboard;

import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.amplia.base.Hash;
import org.amplia.base.IoFault;
import org.amplia.base.PathName;
import org.amplia.base.UserError;
import org.amplia.run.RunFolder;

/**
 * The run folders below one folder. A run is asked for by an id, which is looked up in this list:
 * no text from a request becomes a path. Symbolic links are not followed, so nothing outside is
 * found.
 */
final class RunCatalogue {
  /** Folders in folders, the runs' own not counted. */
  static final int DEEPEST = 6;

  static final int MOST_RUNS = 5_000;

  private static final int MOST_ENTRIES = 100_000;

  /** Requests that come together are answered from one walk. */
  private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

  private static final Pattern ID = Pattern.compile("[0-9a-f]{16}");

  private final Path root;
  private final int mostRuns;
  private Listing last;
  private long lastNanos;

  /**
   * What changes when a run is written to.
   *
   * @param files times and sizes of its records, and when an episode was added last
   * @param bytes of all its records
   * @param changedAt of the record that changed last, milliseconds since 1970
   * @param isPlain whether all its records are regular files
   */
  record Stamp(List<Long> files, long bytes, long changedAt, boolean isPlain) {
    private static Stamp of(RunFolder folder) {
      List<Long> files = new ArrayList<>();
      long bytes = 0;
      long changedAt = 0;
      boolean isPlain = true;
      for (Path file : folder.records()) {
        try {
          BasicFileAttributes attributes =
              Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
          isPlain &= attributes.isRegularFile();
          bytes += attributes.size();
          changedAt = Math.max(changedAt, attributes.lastModifiedTime().toMillis());
          files.add(attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS));
          files.add(attributes.size());
        } catch (IOException e) {
          files.add(-1L); // missing: whoever reads the run says so
        }
      }
      files.add(folderTime(folder.episodes()));
      return new Stamp(List.copyOf(files), bytes, changedAt, isPlain);
    }

    /** Changes when an episode is recorded. */
    private static long folderTime(Path folder) {
      try {
        return Files.getLastModifiedTime(folder, LinkOption.NOFOLLOW_LINKS)
            .to(TimeUnit.NANOSECONDS);
      } catch (IOException e) {
        return -1; // not there
      }
    }
  }

  /**
   * A run folder.
   *
   * @param id 16 hexadecimal digits, the same as long as the folder is called the same
   * @param folder whose real path is below the root
   * @param group the folder that it is in, from the root on; empty for the root itself
   * @param stamp of its files when it was found
   */
  record Found(String id, RunFolder folder, String group, Stamp stamp) {
    /** The folder's name. */
    String name() {
      return PathName.last(folder.path());
    }

    /** Group and name: where it is, from the root on. */
    String place() {
      return group.isEmpty() ? name() : group + "/" + name();
    }
  }

  /**
   * The runs that were found.
   *
   * @param runs by group and name
   * @param isWhole whether there are no others: walking ends at a number of runs and of files
   */
  record Listing(List<Found> runs, boolean isWhole) {}

  /**
   * A catalogue of a folder.
   *
   * @throws UserError if it is none, or cannot be read
   */
  RunCatalogue(Path root) {
    this(root, MOST_RUNS);
  }

  RunCatalogue(Path root, int mostRuns) {
    UserError.unless(
        Files.exists(root),
        "%s does not exist: name a folder with runs (--runs), or train one",
        root);
    UserError.unless(
        Files.isDirectory(root), "%s is a file: name a folder with runs (--runs)", root);
    UserError.unless(Files.isReadable(root), "%s cannot be read: permission denied", root);
    try {
      this.root = root.toRealPath();
    } catch (IOException e) {
      throw new UserError(root + " cannot be read: " + IoFault.reason(e), e);
    }
    this.mostRuns = mostRuns;
  }

  /** The folder that is shown. */
  Path root() {
    return root;
  }

  /** What is there now, or was a moment ago. */
  synchronized Listing list() {
    if (last == null || System.nanoTime() - lastNanos > FRESH_NANOS) {
      last = walk();
      lastNanos = System.nanoTime();
    }
    return last;
  }

  /** The run of an id; empty if none in the list has it. */
  Optional<Found> find(String id) {
    return list().runs().stream().filter(run -> run.id().equals(id)).findFirst();
  }

  /**
   * The run of an id.
   *
   * @throws NotFoundResponse if there is none, in one line
   */
  Found named(String id) {
    if (!ID.matcher(id).matches()) {
      throw new NotFoundResponse("a run's id has 16 hexadecimal digits: see /api/v1/runs");
    }
    return find(id)
        .orElseThrow(() -> new NotFoundResponse("there is no run " + id + " (any more)"));
  }

  private Listing walk() {
    Walk walk = new Walk();
    try {
      Files.walkFileTree(root, EnumSet.noneOf(FileVisitOption.class), DEEPEST, walk);
    } catch (IOException e) {
      walk.isWhole = false; // the folder itself was taken away while it was walked
    }
    walk.found.sort(Comparator.comparing(Found::group).thenComparing(Found::name));
    return new Listing(List.copyOf(walk.found), walk.isWhole);
  }

  private final class Walk extends SimpleFileVisitor<Path> {
    private final List<Found> found = new ArrayList<>();
    private int entries;
    private boolean isWhole = true;

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      if (!folder.equals(root) && PathName.last(folder).startsWith(".")) {
        return FileVisitResult.SKIP_SUBTREE;
      }
      if (Files.isRegularFile(folder.resolve(RunFolder.DESCRIPTION), LinkOption.NOFOLLOW_LINKS)) {
        add(folder);
        return isWhole ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.TERMINATE;
      }
      return count();
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      // A folder at the greatest depth comes here.
      if (attributes.isDirectory()) {
        return preVisitDirectory(file, attributes) == FileVisitResult.TERMINATE
            ? FileVisitResult.TERMINATE
            : FileVisitResult.CONTINUE;
      }
      return count();
    }

    /** What may not be read is not shown. */
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException fault) {
      return count();
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException fault) {
      return FileVisitResult.CONTINUE;
    }

    private FileVisitResult count() {
      entries++;
      isWhole &= entries <= MOST_ENTRIES;
      return isWhole ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
    }

    private void add(Path path) {
      if (found.size() >= mostRuns) {
        isWhole = false;
        return;
      }
      Path inside = root.relativize(path);
      RunFolder folder = new RunFolder(path);
      Path parent = inside.getParent();
      String group = parent == null ? "" : parent.toString().replace('\\', '/');
      found.add(new Found(id(inside), folder, group, Stamp.of(folder)));
    }

    private static String id(Path inside) {
      byte[] name = inside.toString().getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(Hash.sha256().digest(name), 0, 8);
    }
  }
}
