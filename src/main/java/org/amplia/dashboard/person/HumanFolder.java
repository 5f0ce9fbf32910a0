package org.amplia.dashboard.person;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.amplia.base.AtomicFile;
import org.amplia.base.IoFault;
import org.amplia.base.PathName;
import org.amplia.base.UserError;

/**
 * Where a person's files are written: folders in {@code human}, in the folder that is shown. A link
 * in their place is refused, so nothing is written elsewhere.
 *
 * @param root the folder that is shown, its real path
 */
public record HumanFolder(Path root) {
  private static final String NAME = "human";

  /** Where all of them are, if any is there. */
  Path all() {
    return root.resolve(NAME);
  }

  /** Where a folder of it is, if it is there. */
  public Path place(String name) {
    return all().resolve(name);
  }

  /**
   * A folder of it, made if it is missing.
   *
   * @param name made by the server
   * @throws UserError if something else is in its place, or it cannot be made
   */
  public Path of(String name) {
    Path folder = place(name);
    try {
      for (Path place : List.of(all(), folder)) {
        UserError.unless(
            !Files.exists(place, LinkOption.NOFOLLOW_LINKS)
                || Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS),
            "%s is a link or a file, and what a person does is written to a folder: remove it",
            place);
        Files.createDirectories(place);
      }
      return folder;
    } catch (IOException e) {
      throw new UserError(
          folder + " cannot be made: " + IoFault.reason(e) + ": see to it that it can be written",
          e);
    }
  }

  /** Removes what a server that was killed has left half written; before anything is written. */
  void removeLeftovers() {
    Path all = all();
    if (!Files.isDirectory(all, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (Stream<Path> folders = Files.list(all)) {
      for (Path folder : folders.toList()) {
        if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
          AtomicFile.removeLeftovers(folder);
        }
      }
    } catch (IOException e) {
      throw new UserError(
          PathName.last(all) + " cannot be read: " + IoFault.reason(e) + ": see to it that it can",
          e);
    }
  }
}
