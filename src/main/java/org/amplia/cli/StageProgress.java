package org.amplia.cli;

import java.util.function.Consumer;
import org.amplia.base.RootLocale;
import org.amplia.train.RunFolder;

/** Progress through the stages of an experiment about several runs, one run after the other. */
final class StageProgress {
  private final ProgressLine bar;
  private final int total;
  private final long start = System.nanoTime();
  private int done;

  /**
   * Progress from the beginning.
   *
   * @param runs how many there are
   * @param stagesOfRun how many each has, 1 or more
   */
  StageProgress(ProgressLine bar, int runs, int stagesOfRun) {
    this.bar = bar;
    total = runs * stagesOfRun;
  }

  /** Is told the name of each stage of a run when it begins. */
  Consumer<String> of(RunFolder run) {
    String name = run.path().getFileName().toString();
    return stage -> {
      double share = (double) done++ / total;
      // As if all stages took as long: they do not, so it is rough.
      double left = (System.nanoTime() - start) / 1e9 * (1 - share) / share;
      String message = name + ": " + stage;
      bar.show(
          share,
          share > ProgressLine.SETTLED
              ? message + RootLocale.format(", about %.0f s left", left)
              : message);
    };
  }
}
