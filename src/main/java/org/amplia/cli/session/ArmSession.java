package org.amplia.cli.session;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
   * @param ended is told of each run when it has ended, of those that had before never or at once
   */
  public static void train(List<Arm> arms, int jobs, String title, Consumer<Arm> ended)
      throws InterruptedException {
    if (jobs == 1) {
      new Arms(arms)
          .trainInTurn(
              (arm, label) -> {
                new TrainingSession(arm.run()).run(label);
                ended.accept(arm);
              });
      return;
    }
    Set<Arm> noted = new HashSet<>();
    try (ProgressLine bar = new ProgressLine(title)) {
      new Arms(arms)
          .trainTogether(
              jobs,
              at -> {
                bar.show(at.what(), "", at.done(), at.secondsLeft());
                arms.stream()
                    .filter(arm -> !noted.contains(arm) && arm.isDone())
                    .forEach(
                        arm -> {
                          noted.add(arm);
                          ended.accept(arm);
                        });
              });
    }
  }
}
