package org.amplia.cli.session;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.amplia.ask.RecordedRun;
import org.amplia.ask.Survey;
import org.amplia.cli.option.OptionRange;
import org.amplia.cli.terminal.ProgressLine;
import org.amplia.experiment.InformationPlan;
import org.amplia.report.export.ResultLine;
import org.amplia.report.page.MethodComparison;
import org.amplia.run.RunFolder;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The runs whose agents an experiment is about, and how many states of each it looks at. */
public final class SurveyedRuns {
  private static final int MOST_STATES = 100_000;

  @Parameters(
      arity = "1..*",
      paramLabel = "RUN",
      description =
          "run folders, made by `train` with a method that has an overseer, one for each seed; the"
              + " seed of the run is that of the experiment")
  public List<Path> runs;

  @Option(
      names = "--states",
      paramLabel = "N",
      defaultValue = "600",
      description =
          "states of each run to learn from: half for the judge, half for M1; at the end the judge that"
              + " measures learns from all (default: ${DEFAULT-VALUE})")
  int states;

  @Option(
      names = "--held-out",
      paramLabel = "N",
      defaultValue = "200",
      description =
          "further states of each run, on which the result is measured (default: ${DEFAULT-VALUE})")
  int heldOut;

  @Option(
      names = "--judge-steps",
      paramLabel = "N",
      defaultValue = "2000",
      description = "gradient steps each time the judge is fitted (default: ${DEFAULT-VALUE})")
  public int judgeSteps;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "3",
      description =
          "rounds of this experiment: in each the judge, a network that forecasts the "
              + "return, is fitted; then M1 learns to give the answers that help the judge "
              + "(default: ${DEFAULT-VALUE})")
  int rounds;

  @Option(
      names = "--random-share",
      paramLabel = "X",
      defaultValue = "0.3",
      description =
          "share of the built-in demonstrator's choices that are random, 0 … 1 (default:"
              + " ${DEFAULT-VALUE})")
  double randomShare;

  /** The experiment's size. */
  public InformationPlan plan() {
    OptionRange.check("--states", states, 10, MOST_STATES);
    OptionRange.check("--held-out", heldOut, 2, MOST_STATES);
    OptionRange.check("--judge-steps", judgeSteps, OptionRange.MOST_STEPS);
    OptionRange.check("--rounds", rounds, 1000);
    OptionRange.check("--random-share", randomShare, 0, 1);
    return InformationPlan.STANDARD.withStates(states, heldOut).with(rounds, randomShare);
  }

  /**
   * The runs, over which results are averaged.
   *
   * @throws org.amplia.base.UserError if they are of several games, or one is named twice
   */
  public List<RunFolder> folders() {
    List<RunFolder> folders = runs.stream().map(RunFolder::open).toList();
    MethodComparison.requireComparable(folders);
    return folders;
  }

  /** The game of runs that are averaged over. */
  public static String game(List<RunFolder> folders) {
    return folders.get(0).description().game();
  }

  /** Whether a line of results is of one of the runs. */
  public static Predicate<ResultLine> isOf(List<RunFolder> folders) {
    return line ->
        folders.stream()
            .map(RunFolder::description)
            .anyMatch(run -> run.game().equals(line.game()) && run.seed() == line.seed());
  }

  /** An experiment about the agent of one run. */
  @FunctionalInterface
  public interface Experiment {
    /**
     * Runs it.
     *
     * @param index of the run
     * @param survey of its agent
     * @param stage is told the name of each stage when it begins
     */
    void run(int index, Survey survey, Consumer<String> stage);
  }

  /**
   * Runs an experiment about one run after the other and shows how far it is.
   *
   * @param name of the experiment
   * @param stages how many it has for each run
   */
  public static void each(String name, List<RunFolder> folders, int stages, Experiment experiment) {
    try (ProgressLine bar = new ProgressLine(name)) {
      Function<RunFolder, Consumer<String>> progress = bar.stages(folders.size(), stages);
      for (int i = 0; i < folders.size(); i++) {
        RunFolder folder = folders.get(i);
        try (Survey survey = new Survey(RecordedRun.of(folder))) {
          experiment.run(i, survey, progress.apply(folder));
        }
      }
    }
  }
}
