package org.amplia.train.online;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.amplia.base.RootLocale;
import org.amplia.run.RunFolder;

/**
 * The files of a run's replay memory, beside its checkpoints.
 *
 * @param folder the run
 */
record ReplayFiles(RunFolder folder) {
  /** The memory as it was when that round's checkpoint was written. */
  Path of(int round) {
    return folder.checkpoints().resolve(RootLocale.format("replay-%d.bin", round));
  }

  /** The checkpoints of this round and of the one before stand; nothing refers to older ones. */
  void dropOlderThan(int round) {
    try {
      for (int older = round - 2; Files.deleteIfExists(of(older)); older--) {}
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
