package org.amplia.experiment;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.amplia.base.FolderLock;
import org.amplia.base.RootLocale;
import org.amplia.replay.FreeMemory;
import org.amplia.run.Progress;

/** Trains the unfinished runs of a comparison: one after the other, or several at once. */
public final class Arms {
  private static final long POLL_MILLIS = 500;

  /** Before this share has been gained, an estimate of the time left would be a guess. */
  private static final double SETTLED = 0.05;

  private final List<Arm> all;

  /** All runs of a comparison, finished ones included, in the order of training. */
  public Arms(List<Arm> all) {
    this.all = all;
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
      if (arm.isDone()) {
        continue;
      }
      try (FolderLock lock = FolderLock.take(arm.run().folder().path())) {
        if (!arm.isDone()) { // the process that had the lock may have finished it
          train.accept(arm, RootLocale.format("[%d/%d] %s", i + 1, all.size(), arm.label()));
        }
      }
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
    Deque<Arm> waiting =
        all.stream().filter(arm -> !arm.isDone()).collect(Collectors.toCollection(ArrayDeque::new));
    List<ArmProcess> running = new ArrayList<>();
    long freeBytes = FreeMemory.bytes();
    long start = System.nanoTime();
    double atStart = progress();
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
          if (!process.isRunning()) {
            each.remove();
            process.requireSuccess();
          }
        }
        progress.accept(standing(running, atStart, (System.nanoTime() - start) / 1e9));
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

  private double progress() {
    return all.stream().mapToDouble(Arm::progress).average().orElse(1);
  }

  private Standing standing(List<ArmProcess> running, double atStart, double seconds) {
    String message =
        RootLocale.format("%d of %d done", all.stream().filter(Arm::isDone).count(), all.size());
    if (!running.isEmpty()) {
      message +=
          running.stream().map(p -> p.arm().label()).collect(Collectors.joining(", ", " · ", ""));
    }
    double progress = progress();
    double gained = progress - atStart;
    return new Standing(
        message, progress, gained > SETTLED ? seconds * (1 - progress) / gained : Progress.UNKNOWN);
  }
}
