package org.amplia.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.amplia.base.RootLocale;

/**
 * The files of a run's replay memory, beside its checkpoints.
 *
 * @param folder the run
 */
record ReplayFiles(RunFolder folder) {
  /** A pattern of their names. */
  static final String NAMES = "replay-[0-9]+\\.bin";

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
