package org.amplia.experiment;

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

/**
 * An arm that is trained in a process of its own, because PyTorch has one gradient tape for each
 * process. The process ends when this one does, even if this one is killed: it watches its standard
 * input, a pipe from here.
 */
public final class ArmProcess {
  /** The option of {@code resume} to end with the standard input, so with the parent process. */
  public static final String END_WITH_INPUT = "--end-with-input";

  /** Named, not imported: the commands import this package, not the other way round. */
  private static final String MAIN = "org.amplia.cli.Main";

  private static final int MOST_LOG_BYTES = 64 << 20;
  private static final long STOPPING_SECONDS = 20;

  /** How the command ends when the user's input is wrong. */
  private static final int USER_ERROR = 2;

  private final Arm arm;
  private final Path log;
  private final Process process;

  /** An arm's process failed or was killed, which is no fault of the user's input. */
  public static final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Failure(String message) {
      super(message);
    }
  }

  private ArmProcess(Arm arm, Path log, Process process) {
    this.arm = arm;
    this.log = log;
    this.process = process;
  }

  /**
   * Starts or resumes an arm; what it prints goes to {@code <run>.log} beside its folder.
   *
   * @throws Failure if no process can be started
   */
  static ArmProcess start(Arm arm) {
    Path folder = arm.run().folder().path().toAbsolutePath();
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
      throw new Failure(
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

  /** Waits until the process has ended: only then may another one go on with its run. */
  void awaitEnd() throws InterruptedException {
    if (!process.waitFor(STOPPING_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }

  /**
   * Says why it failed, if it did, with the last line that it printed.
   *
   * @throws UserError if it found its input wrong
   * @throws Failure if it failed otherwise, or was killed
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
    throw code == USER_ERROR ? new UserError(message) : new Failure(message);
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
