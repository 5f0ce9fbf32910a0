package org.amplia.episode;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.amplia.base.FolderLock;
import org.amplia.base.OutputPlaces;
import org.amplia.base.RootLocale;

/**
 * Where a demonstrator's games are written, a file for each.
 *
 * @param prefix of their names: the game, the demonstrator and the seed
 * @param suffix of their names
 * @param force whether files of such games are replaced
 */
public record DemonstrationFiles(Path folder, String prefix, String suffix, boolean force) {
  /** What the names of a demonstrator's files begin with. */
  public static String prefix(String game, String demonstrator, long seed) {
    return RootLocale.format("%s-%s-s%d", game, demonstrator, seed);
  }

  /** The file of a game. */
  public Path file(int index) {
    // Numbers of one width, so that the order of the names is the order of the games.
    return folder.resolve(RootLocale.format("%s-%04d%s", prefix, index, suffix));
  }

  /** The first number without a file: a person's games are added to those that are there. */
  public int firstFree() {
    int first = 0;
    while (!force && Files.exists(file(first))) {
      first++;
    }
    return first;
  }

  /** Another process may write other games into the same folder, but not these. */
  public FolderLock lock() {
    return FolderLock.take(folder, RootLocale.format(".amplia-%s.lock", prefix));
  }

  /**
   * Refuses to replace files without {@code --force}, and with it those that no demonstration
   * wrote.
   *
   * @param first number of the first game
   * @param games how many there will be
   * @param read reads such a file
   */
  public void check(int first, int games, Consumer<Path> read) {
    OutputPlaces outputs = new OutputPlaces(force);
    for (int i = first; i < first + games; i++) {
      outputs.replaces("--out", file(i), read);
    }
  }
}
