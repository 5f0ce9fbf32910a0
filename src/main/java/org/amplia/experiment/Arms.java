package org.amplia.experiment;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.amplia.base.FolderLock;
import org.amplia.base.InputFile;
import org.amplia.base.IoFault;
import org.amplia.base.RootLocale;
import org.amplia.base.UnreadableFile;
import org.amplia.base.UserError;
import org.amplia.replay.FreeMemory;
import org.amplia.run.Progress;
import org.amplia.run.RunFolder;

/** Trains the unfinished runs of a comparison: one after the other, or several at once. */
public final class Arms {
  private static final long POLL_MILLIS = 500;

  /** Before this share has been gained, an estimate of the time left would be a guess. */
  private static final double SETTLED = 0.05;

  private final List<Arm> all;
  private final Consumer<Arm> ended;

  /**
   * All runs of a comparison.
   *
   * @param all finished ones included, in the order of training
   * @param ended is told of each once it is finished, so of those that are already too
   */
  public Arms(List<Arm> all, Consumer<Arm> ended) {
    this.all = all;
    this.ended = ended;
  }

  /**
   * How far several runs are that are trained at once.
   *
   * @param what is done and what is under way, in words
   * @param done share of the whole, 0 … 1
   * @param secondsLeft until the end of all of it, or {@link Progress#UNKNOWN}
   */
  public record Standing(String what, double done, double secondsLeft) {}

  /**
   * One after the other, in this process.
   *
   * @param train trains a run; is told what to call it while it is under way
   */
  public void trainInTurn(BiConsumer<Arm, String> train) {
    for (int i = 0; i < all.size(); i++) {
      Arm arm = all.get(i);
      if (!arm.isDone()) {
        try (FolderLock lock = FolderLock.take(arm.run().folder().path())) {
          if (!arm.isDone()) { // the process that had the lock may have finished it
            train.accept(arm, RootLocale.format("[%d/%d] %s", i + 1, all.size(), arm.label()));
          }
        }
      }
      ended.accept(arm);
    }
  }

  /**
   * Several at once, as far as the memory that is free now allows. When one fails, the others that
   * have begun are stopped where they are: they go on from their checkpoints when the comparison
   * does.
   *
   * @param jobs processes at most, 1 or more
   * @param progress is told twice a second how far they are
   * @throws org.amplia.base.UserError naming the arm whose input is wrong
   * @throws ArmProcess.Failure naming the arm that failed otherwise
   */
  public void trainTogether(int jobs, Consumer<Standing> progress) throws InterruptedException {
    Deque<Arm> waiting = new ArrayDeque<>();
    // Only the running ones are asked again: there may be hundreds.
    Map<Arm, Double> shares = new LinkedHashMap<>();
    for (Arm arm : all) {
      shares.put(arm, arm.progress());
      if (shares.get(arm) < 1) {
        waiting.add(arm);
      } else {
        ended.accept(arm);
      }
    }
    List<ArmProcess> running = new ArrayList<>();
    long freeBytes = FreeMemory.bytes();
    long start = System.nanoTime();
    double atStart = average(shares);
    try {
      while (!waiting.isEmpty() || !running.isEmpty()) {
        while (running.size() < jobs
            && !waiting.isEmpty()
            && (running.isEmpty() || bytes(running) + waiting.peek().memoryBytes() <= freeBytes)) {
          running.add(ArmProcess.start(waiting.remove()));
        }
        Thread.sleep(POLL_MILLIS);
        for (Iterator<ArmProcess> each = running.iterator(); each.hasNext(); ) {
          ArmProcess process = each.next();
          if (process.isRunning()) {
            shares.put(process.arm(), process.arm().progress());
          } else {
            each.remove();
            process.requireSuccess();
            shares.put(process.arm(), 1.0);
            ended.accept(process.arm());
          }
        }
        progress.accept(standing(running, shares, atStart, (System.nanoTime() - start) / 1e9));
      }
    } finally {
      running.forEach(ArmProcess::stop);
      for (ArmProcess process : running) {
        process.awaitEnd();
      }
    }
  }

  private static long bytes(List<ArmProcess> running) {
    return running.stream().mapToLong(process -> process.arm().memoryBytes()).sum();
  }

  private static double average(Map<Arm, Double> shares) {
    return shares.values().stream().mapToDouble(share -> share).average().orElse(1);
  }

  private static Standing standing(
      List<ArmProcess> running, Map<Arm, Double> shares, double atStart, double seconds) {
    String message =
        RootLocale.format(
            "%d of %d done",
            shares.values().stream().filter(share -> share == 1).count(), shares.size());
    if (!running.isEmpty()) {
      message +=
          running.stream().map(p -> p.arm().label()).collect(Collectors.joining(", ", " · ", ""));
    }
    double done = average(shares);
    double gained = done - atStart;
    return new Standing(
        message, done, gained > SETTLED ? seconds * (1 - done) / gained : Progress.UNKNOWN);
  }

  /**
   * An arm that is trained in a process of its own, because PyTorch has one gradient tape for each
   * process. The process ends when this one does, even if this one is killed: it watches its
   * standard input, a pipe from here.
   */
  public static final class ArmProcess {
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
      Path log = new RunFolder(folder).log();
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
}
