package org.amplia.cli.terminal;

import java.util.function.Consumer;
import org.amplia.base.PathName;
import org.amplia.run.RunFolder;

/** Progress through the stages of an experiment about several runs, one run after the other. */
public final class StageProgress {
  private final ProgressLine bar;
  private final int total;
  private int done;

  /**
   * Progress from the beginning.
   *
   * @param runs how many there are
   * @param stagesOfRun how many each has, 1 or more
   */
  public StageProgress(ProgressLine bar, int runs, int stagesOfRun) {
    this.bar = bar;
    total = runs * stagesOfRun;
  }

  /** Is told the name of each stage of a run when it begins. */
  public Consumer<String> of(RunFolder run) {
    String name = PathName.last(run.path());
    // As if all stages took as long: they do not, so the time left is rough.
    return stage -> bar.show(name + ": " + stage, "", (double) done++ / total);
  }
}
