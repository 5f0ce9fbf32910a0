package org.amplia.cli.session;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.amplia.config.Configuration;
import org.amplia.config.Method;
import org.amplia.rom.Cartridge;
import org.amplia.run.Cost;
import org.amplia.run.RunFolder;
import org.amplia.run.RunState;
import org.amplia.train.online.RewardTraining;

/**
 * One run of a comparison.
 *
 * @param run its folder
 * @param configuration its resolved configuration
 * @param cartridge its cartridge
 */
public record Arm(RunFolder run, Configuration configuration, Cartridge cartridge) {
  /** A pattern of the names of their folders. */
  static final String NAMES =
      "("
          + Stream.of(Method.values()).map(Method::label).collect(Collectors.joining("|"))
          + ")-s[0-9]+";

  /** A pattern of the names of their logs. */
  static final String LOGS = NAMES + "\\.log";

  /** The network, its optimiser, lessons, emulators and the virtual machine. */
  private static final long PROCESS_BYTES = 1L << 30;

  /** The rest is the final evaluation and the recording. */
  private static final double TRAINING_SHARE = 0.95;

  /** The name of an arm's folder. */
  public static String folderName(Configuration configuration) {
    return configuration.method().label() + "-s" + configuration.seed();
  }

  boolean isDone() {
    return run.description().state() == RunState.DONE;
  }

  /** Share that is behind, 0 … 1: of its budget, by what it has measured, and of the rest. */
  double progress() {
    return isDone() ? 1 : TRAINING_SHARE * used(configuration.budget(), run.cost());
  }

  /** The share of a budget that is used, 0 … 1: of frames or of minutes, whichever is further. */
  private static double used(Configuration.Budget budget, Cost cost) {
    double ofFrames = budget.frames() == 0 ? 0 : (double) cost.frames() / budget.frames();
    double ofTime = budget.minutes() == 0 ? 0 : cost.seconds() / (budget.minutes() * 60);
    return Math.min(1, Math.max(ofFrames, ofTime));
  }

  /** An estimate of the memory that a process needs to train it. */
  long memoryBytes() {
    return PROCESS_BYTES + RewardTraining.memoryBytes(configuration);
  }

  String label() {
    return configuration.method().label() + " s" + configuration.seed();
  }
}
