package org.amplia.cli.terminal;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.amplia.base.IoFault;
import org.amplia.base.RootLocale;
import org.amplia.base.ShellWords;
import org.amplia.run.RunDescription.RunState;
import org.amplia.run.RunFolder;

/**
 * What is done when the process is told to stop (Ctrl-C, a termination signal): the open notes are
 * written, the one that was opened last first. A process that is killed writes none.
 */
public final class StopNote implements AutoCloseable {
  private static final Deque<StopNote> OPEN = new ArrayDeque<>();

  static {
    try {
      Runtime.getRuntime().addShutdownHook(new Thread(StopNote::writeAll, "stop-note"));
    } catch (IllegalStateException e) {
      // The process is ending already, and nothing has begun.
    }
  }

  private final Runnable note;

  /** Opens a note. */
  public StopNote(Runnable note) {
    this.note = note;
    synchronized (OPEN) {
      OPEN.push(this);
    }
  }

  /** A last line on standard error. */
  public static StopNote saying(Supplier<String> line) {
    return new StopNote(() -> System.err.println("stopped; " + line.get()));
  }

  /** Notes that the run in a folder is stopped and says how to go on with it. */
  public static StopNote ofRun(Path folder) {
    return saying(() -> nextOf(folder));
  }

  /**
   * Records in the run's folder that it is stopped, if it is not done; prints a line if that fails.
   */
  public static void stopped(RunFolder folder) {
    try {
      folder.noteStopped();
    } catch (UncheckedIOException e) {
      System.err.println(
          RootLocale.format(
              "amplia: %s still says that the run is running: %s",
              folder.path().resolve(RunFolder.DESCRIPTION), IoFault.line(e.getCause())));
    }
  }

  private static String nextOf(Path folder) {
    String run = ShellWords.line(List.of(folder.toString()));
    if (!Files.exists(folder)) {
      return run + " is gone";
    }
    if (RunFolder.isUnused(folder)) {
      return "nothing had begun";
    }
    stopped(RunFolder.open(folder)); // it may not have come to its training
    return RunFolder.open(folder).description().state() == RunState.DONE
        ? "the run is done, ./amplia report " + run + " draws it"
        : "go on with ./amplia resume " + run;
  }

  private static void writeAll() {
    List<StopNote> open;
    synchronized (OPEN) {
      open = List.copyOf(OPEN);
    }
    for (StopNote each : open) {
      try {
        each.note.run();
      } catch (RuntimeException e) {
        System.err.println("amplia: " + e.getMessage());
      }
    }
  }

  @Override
  public void close() {
    synchronized (OPEN) {
      OPEN.remove(this);
    }
  }
}
