package org.amplia.train.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.amplia.base.AtomicFile;
import org.amplia.base.RootLocale;
import org.amplia.base.UnreadableFile;
import org.amplia.base.UserError;
import org.amplia.run.Measurement;
import org.amplia.run.RunFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checkpoints of a run: the last, the one before it, in case the last is damaged, and the one
 * with the best progress score.
 *
 * @param folder the run
 * @param reader reads one, or throws {@link UnreadableFile}
 * @param <C> what a checkpoint holds
 */
public record Checkpoints<C>(RunFolder folder, BiFunction<Path, RunFolder, C> reader) {
  private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);

  /**
   * Whether the run came as far as its first checkpoint.
   *
   * @throws UserError if it did and has none any more: beginning anew would drop what it measured
   */
  public boolean any() {
    if (folder.hasCheckpoint()) {
      return true;
    }
    // The lines of one round are written before its checkpoint, those of a second one after it.
    if (folder.measurements().stream().mapToInt(Measurement::round).distinct().count() > 1) {
      throw UserError.of(
          "%s has measured more than one round, but has no checkpoint (%s is gone): put it back, or train again in another folder",
          folder.path(), last());
    }
    return false;
  }

  /**
   * Makes a checkpoint the last, and the last the previous one. At every moment there is a whole
   * last one on disk.
   *
   * @param writer writes it whole or not at all
   * @param isBest whether it is the best so far, too
   */
  public void save(Consumer<Path> writer, boolean isBest) {
    if (isBest) {
      writer.accept(best());
    }
    if (Files.exists(last())) {
      duplicate(last(), previous());
    }
    writer.accept(last());
  }

  /**
   * The last checkpoint; if it cannot be read, the one before it, with a warning.
   *
   * @throws UserError if neither can be read, or the last is of a newer format
   */
  public C newest() {
    try {
      return reader.apply(last(), folder);
    } catch (UnreadableFile damage) {
      return before(damage);
    }
  }

  /**
   * The same for a run that goes on: a last checkpoint that cannot be read gives way to the one
   * before it, or it would be kept as the previous one from the next round on.
   *
   * @throws UserError as {@link #newest}
   */
  public C newestToGoOnFrom() {
    try {
      return reader.apply(last(), folder);
    } catch (UnreadableFile damage) {
      C checkpoint = before(damage);
      duplicate(previous(), last());
      return checkpoint;
    }
  }

  private C before(UnreadableFile damage) {
    try {
      C checkpoint = reader.apply(previous(), folder);
      LOG.warn("{}: the checkpoint before it is read", damage.getMessage());
      return checkpoint;
    } catch (UnreadableFile second) {
      throw new UserError(
          RootLocale.format(
              "no checkpoint can be read (%s; %s): restore one, or train again",
              damage.getMessage(), second.getMessage()),
          damage);
    }
  }

  private Path last() {
    return folder.lastCheckpoint();
  }

  private Path previous() {
    return folder.previousCheckpoint();
  }

  private Path best() {
    return folder.checkpoints().resolve("best.safetensors");
  }

  /** A second name takes no time, however large the file is; not every file system has them. */
  private static void duplicate(Path from, Path to) {
    AtomicFile.save(
        to,
        temporary -> {
          Files.deleteIfExists(temporary);
          try {
            Files.createLink(temporary, from);
          } catch (IOException | UnsupportedOperationException e) {
            Files.copy(from, temporary);
          }
        });
  }
}
