package org.amplia.episode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.amplia.base.IoFault;
import org.amplia.base.UserError;

/** The recorded episodes in a folder. */
public final class EpisodeFolder {
  private EpisodeFolder() {}

  /**
   * Its episode files, in the order of their names; folders in it are not looked into.
   *
   * @throws UserError if it is no folder, cannot be read, or holds no episode
   */
  public static List<Path> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new UserError(
          folder + " is not a folder: name one that holds " + EpisodeFile.SUFFIX + " files");
    }
    try (var files = Files.list(folder)) {
      List<Path> episodes =
          files.filter(file -> file.toString().endsWith(EpisodeFile.SUFFIX)).sorted().toList();
      if (episodes.isEmpty()) {
        throw new UserError(
            folder
                + " holds no "
                + EpisodeFile.SUFFIX
                + " file: `amplia demonstrate --out` fills one");
      }
      return episodes;
    } catch (IOException e) {
      throw new UserError(folder + " cannot be read: " + IoFault.reason(e), e);
    }
  }
}
