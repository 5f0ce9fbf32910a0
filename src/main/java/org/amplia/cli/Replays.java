package org.amplia.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.amplia.train.RunFolder;

/** The animated replay of a run's first recorded episode. */
final class Replays {
  private Replays() {}

  static Optional<Path> gif(RunFolder folder) {
    return Optional.empty();
  }
}
