package org.amplia.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.amplia.ask.RecordedRun;
import org.amplia.base.FolderLock;
import org.amplia.base.UserError;
import org.amplia.cli.option.Terms;
import org.amplia.cli.session.TrainingSession;
import org.amplia.cli.terminal.StopNote;
import org.amplia.experiment.Arms.ArmProcess;
import org.amplia.run.RunDescription.RunState;
import org.amplia.run.RunFolder;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code amplia resume}. */
@Command(
    name = "resume",
    description =
        "Continues a run that was stopped or killed, from its last checkpoint to the end of its"
            + " budget.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:  ./amplia resume runs/crossing-regularised-s1-20260101-120000"})
public final class ResumeCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Parameters(paramLabel = "RUN", description = Terms.RUN)
  Path run;

  @Option(
      names = ArmProcess.END_WITH_INPUT,
      hidden = true,
      description =
          "stop as soon as the standard input ends, as the process that started this is gone")
  boolean endWithInput;

  @Override
  public Integer call() {
    if (endWithInput) {
      endWithInput();
    }
    RunFolder folder = RunFolder.open(run);
    requireUnfinished(folder);
    try (FolderLock lock = FolderLock.take(run);
        StopNote last = StopNote.ofRun(run)) {
      requireUnfinished(folder); // the process that had the lock may have finished it
      TrainingSession session = new TrainingSession(RecordedRun.of(folder));
      if (!folder.hasCheckpoint()) {
        spec.commandLine().getErr().println(run + " has no checkpoint yet: it begins anew");
      }
      session.runAndReport(spec.commandLine().getOut());
    }
    return 0;
  }

  private static void requireUnfinished(RunFolder folder) {
    if (folder.description().state() == RunState.DONE) {
      throw UserError.of(
          "%s is finished: `./amplia report %s` draws it again", folder.path(), folder.path());
    }
  }

  /** Stops, as a signal would: nothing is lost but the work since the last checkpoint. */
  private static void endWithInput() {
    Thread watch =
        new Thread(
            () -> {
              try {
                while (System.in.read() >= 0) {}
              } catch (IOException e) {
                LoggerFactory.getLogger(ResumeCommand.class).debug("no standard input", e);
              }
              System.exit(1);
            },
            "end-with-input");
    watch.setDaemon(true);
    watch.start();
  }
}
