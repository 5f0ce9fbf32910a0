package org.amplia.cli.session;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.amplia.base.InputFile;
import org.amplia.base.IoFault;
import org.amplia.base.RootLocale;
import org.amplia.base.UnreadableFile;
import org.amplia.base.UserError;
import org.amplia.cli.terminal.ExitCode;

/**
 * An arm that is trained in a process of its own: PyTorch's gradient tape is one for a process. The
 * process ends when this one does, however that comes to pass: it watches its standard input, and
 * that is a pipe from here.
 */
public final class ArmProcess {
  /** Has a process end with its standard input, and so with whoever started it. */
  public static final String END_WITH_INPUT = "--end-with-input";

  /** Named, not imported: commands know sessions, not the other way round. */
  private static final String MAIN = "org.amplia.cli.Main";

  private static final int MOST_LOG_BYTES = 64 << 20;
  private static final long STOPPING_SECONDS = 20;

  private final Arm arm;
  private final Path log;
  private final Process process;

  private ArmProcess(Arm arm, Path log, Process process) {
    this.arm = arm;
    this.log = log;
    this.process = process;
  }

  /**
   * Starts or resumes an arm; what it prints goes to {@code <run>.log} beside its folder.
   *
   * @throws ArmFailure if no process can be started
   */
  static ArmProcess start(Arm arm) {
    Path folder = arm.run().path().toAbsolutePath();
    Path log = folder.resolveSibling(folder.getFileName() + ".log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN));
    command.addAll(List.of("resume", folder.toString(), END_WITH_INPUT));
    try {
      return new ArmProcess(
          arm,
          log,
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start());
    } catch (IOException e) {
      throw new ArmFailure(
          RootLocale.format(
              "no process can be started for %s (%s): leave out --jobs",
              arm.label(), IoFault.line(e)));
    }
  }

  Arm arm() {
    return arm;
  }

  boolean isRunning() {
    return process.isAlive();
  }

  void stop() {
    process.destroy();
  }

  /** Waits until it is gone: while it is not, nobody else may go on with its run. */
  void awaitEnd() throws InterruptedException {
    if (!process.waitFor(STOPPING_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }

  /**
   * Says why it failed, if it did, with the last line that it printed.
   *
   * @throws UserError if it found its input wrong
   * @throws ArmFailure if it failed otherwise, or was killed
   */
  void requireSuccess() {
    int code = process.exitValue();
    if (code == 0) {
      return;
    }
    String message =
        RootLocale.format(
            "%s ended with exit code %d (%s): the same command goes on, %s says more",
            arm.label(), code, lastLine(), log);
    throw code == ExitCode.USER_ERROR ? new UserError(message) : new ArmFailure(message);
  }

  private String lastLine() {
    try {
      List<String> lines = InputFile.text(log, MOST_LOG_BYTES, "a log", "").lines().toList();
      return lines.isEmpty() ? "it printed nothing" : lines.get(lines.size() - 1);
    } catch (UnreadableFile e) {
      return "its log cannot be read";
    }
  }
}
