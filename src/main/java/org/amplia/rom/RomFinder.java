package org.amplia.rom;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.function.BiConsumer;
import org.amplia.base.UserError;

/** Finds the ROMs in whatever a user names: a file, an archive (zip, wheel) or a folder. */
final class RomFinder {
  private static final int MOST_FILES = 10_000;
  private static final long MOST_BYTES = 256L << 20;
  private static final int DEEPEST_FOLDER = 16;

  private final RomJudge judge;

  RomFinder(RomCatalogue catalogue) {
    this.judge = new RomJudge(catalogue);
  }

  /**
   * Looks through {@code source}.
   *
   * @param found gets the verdict on each ROM and on each file that a user would expect to be one,
   *     with the content if it was accepted and null if not
   * @throws UserError if there is no such file or folder, or it is beyond the limits
   */
  void find(Path source, BiConsumer<RomVerdict, byte[]> found) {
    String shown = Shown.path(source);
    RomSearch search = new RomSearch(judge, new ReadLimit(shown, MOST_FILES, MOST_BYTES), found);
    if (Files.isDirectory(source)) {
      try {
        // Resolved: the link that the user names is followed, and no other.
        Files.walkFileTree(
            source.toRealPath(),
            EnumSet.noneOf(FileVisitOption.class),
            DEEPEST_FOLDER,
            new FolderVisitor(search));
      } catch (IOException e) {
        search.unreadable(source, e);
      }
    } else if (Files.isRegularFile(source)) {
      search.file(source, true);
    } else if (Files.exists(source)) {
      throw new UserError(shown + " is neither a file nor a folder: name one that holds ROMs");
    } else {
      throw new UserError(shown + " does not exist: check the path");
    }
  }
}
