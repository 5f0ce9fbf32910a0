package org.amplia.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.amplia.base.UserError;
import org.amplia.train.RunFolder;
import org.amplia.train.RunState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code amplia resume}. */
@Command(
    name = "resume",
    description = "Goes on from the last checkpoint of a run that was stopped or killed.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:  ./amplia resume runs/crossing-reinforce-s1-20260101-120000"})
final class ResumeCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Parameters(paramLabel = "RUN", description = "the run folder")
  Path run;

  @Override
  public Integer call() {
    RunFolder folder = RunFolder.open(run);
    if (folder.description().state() == RunState.DONE) {
      throw new UserError(run + " is finished: `./amplia report " + run + "` draws it again");
    }
    new TrainingSession(folder, Runs.configuration(folder), Runs.cartridge(folder))
        .runAndReport(spec.commandLine().getOut());
    return 0;
  }
}
