package org.amplia.experiment;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.amplia.ask.RecordedRun;
import org.amplia.config.Configuration;
import org.amplia.config.Method;
import org.amplia.run.Cost;
import org.amplia.run.RunDescription.RunState;
import org.amplia.train.online.OnlineTraining;

/**
 * One run of a comparison.
 *
 * @param run trained, begun or only made
 * @param label for messages
 */
public record Arm(RecordedRun run, String label) {
  /** A pattern of the names of their folders in a comparison of methods. */
  public static final String NAMES =
      "("
          + Stream.of(Method.values()).map(Method::label).collect(Collectors.joining("|"))
          + ")-s[0-9]+";

  /** A pattern of the names of their logs. */
  public static final String LOGS = NAMES + "\\.log";

  /** The network, its optimiser, examples, emulators and the virtual machine. */
  private static final long PROCESS_BYTES = 1L << 30;

  /** Of all the time; the rest is the final evaluation and the recording. */
  private static final double TRAINING_SHARE = 0.95;

  /** The name of an arm's folder there. */
  public static String folderName(Configuration configuration) {
    return configuration.method().label() + "-s" + configuration.seed();
  }

  private Configuration configuration() {
    return run.configuration();
  }

  /** Whether it has been trained to its end. */
  public boolean isDone() {
    return run.folder().description().state() == RunState.DONE;
  }

  /** Share that is done, 0 … 1: of its budget, by its last measurement, and of what follows it. */
  double progress() {
    return isDone() ? 1 : TRAINING_SHARE * used(configuration().budget(), run.folder().cost());
  }

  /** The share of a budget that is used, 0 … 1: of frames or of minutes, whichever is further. */
  private static double used(Configuration.Budget budget, Cost cost) {
    double ofFrames = budget.frames() == 0 ? 0 : (double) cost.frames() / budget.frames();
    double ofTime = budget.minutes() == 0 ? 0 : cost.seconds() / (budget.minutes() * 60);
    return Math.min(1, Math.max(ofFrames, ofTime));
  }

  /** An estimate of the memory that a process needs to train it. */
  long memoryBytes() {
    return PROCESS_BYTES + OnlineTraining.memoryBytes(configuration());
  }

  /** An arm of a comparison of methods: its label is its method and seed. */
  public static Arm ofMethod(RecordedRun run) {
    Configuration configuration = run.configuration();
    return new Arm(run, configuration.method().label() + " s" + configuration.seed());
  }
}
