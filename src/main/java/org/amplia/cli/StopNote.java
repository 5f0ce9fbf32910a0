package org.amplia.cli;

import org.amplia.train.RunFolder;
import org.amplia.train.RunState;

/**
 * Notes in a run's folder that its process was told to stop (Ctrl-C, a termination signal) while it
 * was trained. A process that is killed leaves no note: its run stays {@code running}.
 */
final class StopNote implements AutoCloseable {
  private final Thread hook;

  /** The run is under way from now on. */
  StopNote(RunFolder folder) {
    if (folder.description().state() != RunState.RUNNING) {
      folder.write(folder.description().withState(RunState.RUNNING));
    }
    hook = new Thread(() -> note(folder), "stop-note");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private static void note(RunFolder folder) {
    if (folder.description().state() == RunState.RUNNING) {
      folder.write(folder.description().withState(RunState.STOPPED));
    }
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending: the note is being written.
    }
  }
}
