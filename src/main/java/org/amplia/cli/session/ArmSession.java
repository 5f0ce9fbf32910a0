package org.amplia.cli.session;

import java.util.List;
import java.util.function.Consumer;
import org.amplia.cli.terminal.ProgressLine;
import org.amplia.experiment.Arm;
import org.amplia.experiment.Arms;

/** Trains the runs of a comparison with a bar: in turn in this process, or in several. */
public final class ArmSession {
  private ArmSession() {}

  /**
   * Trains those that are not done.
   *
   * @param jobs processes; 1 trains in this one
   * @param title of the bar of several
   * @param ended is told of each once it is finished, so of those that are already too
   */
  public static void train(List<Arm> all, int jobs, String title, Consumer<Arm> ended)
      throws InterruptedException {
    Arms arms = new Arms(all, ended);
    if (jobs == 1) {
      arms.trainInTurn((arm, label) -> new TrainingSession(arm.run()).run(label));
      return;
    }
    try (ProgressLine bar = new ProgressLine(title)) {
      arms.trainTogether(jobs, at -> bar.show(at.what(), "", at.done(), at.secondsLeft()));
    }
  }
}
