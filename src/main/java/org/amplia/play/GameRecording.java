package org.amplia.play;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.amplia.episode.Episode;
import org.amplia.episode.EpisodeFile;

/**
 * The file of a game that is being played: written anew, whole or not at all, every second. So it
 * is a good episode at any time, and a process that is killed loses the last second, and what was
 * played while the disk took its time. The game does not wait for the disk.
 */
final class GameRecording implements AutoCloseable {
  /** From one writing to the next. */
  static final int FRAMES_BETWEEN = 60;

  private final Path file;
  private final ExecutorService writer =
      Executors.newSingleThreadExecutor(task -> new Thread(task, "game-recording"));
  private Future<?> last;

  GameRecording(Path file) {
    this.file = file;
  }

  /**
   * Whether the disk is done with what it was given before, so that it can be given more.
   *
   * @throws UncheckedIOException if it could not write that
   */
  boolean isReady() {
    if (last != null && last.isDone()) {
      await();
    }
    return last == null;
  }

  /** Writes the game as it stands, while it goes on. */
  void keep(Episode episode) {
    await();
    last = writer.submit(() -> EpisodeFile.write(file, episode));
  }

  /** Writes the game as it ended; it is on the disk when this returns. */
  void finish(Episode episode) {
    keep(episode);
    await();
  }

  private void await() {
    if (last == null) {
      return;
    }
    try {
      last.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof UncheckedIOException fault
          ? fault
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a game was written", e);
    } finally {
      last = null;
    }
  }

  @Override
  public void close() {
    writer.shutdown();
  }
}
