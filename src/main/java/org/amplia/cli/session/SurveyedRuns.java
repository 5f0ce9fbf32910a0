package org.amplia.cli.session;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.amplia.ask.Survey;
import org.amplia.cli.option.OptionRange;
import org.amplia.experiment.InformationPlan;
import org.amplia.report.page.Comparison;
import org.amplia.run.RunFolder;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The frozen agents of an experiment, and how much of them is looked at. */
public final class SurveyedRuns {
  private static final int MOST_STATES = 100_000;

  @Parameters(
      arity = "1..*",
      paramLabel = "RUN",
      description = "runs of an overseer's method; each is a seed")
  public List<Path> runs;

  @Option(
      names = "--states",
      defaultValue = "600",
      description = "states to learn from (default: ${DEFAULT-VALUE})")
  int states;

  @Option(
      names = "--held-out",
      defaultValue = "200",
      description = "states to measure on (default: ${DEFAULT-VALUE})")
  int heldOut;

  @Option(
      names = "--judge-steps",
      defaultValue = "2000",
      description = "gradient steps of a fit of the judge (default: ${DEFAULT-VALUE})")
  public int judgeSteps;

  @Option(
      names = "--rounds",
      defaultValue = "3",
      description =
          "times that the judge is fitted and M1 then learns what it approves of (default:"
              + " ${DEFAULT-VALUE})")
  int rounds;

  @Option(
      names = "--random-share",
      defaultValue = "0.3",
      description =
          "share of the built-in demonstrator's choices that are anything at all, 0 … 1 (default:"
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
    Comparison.requireComparable(folders);
    return folders;
  }

  /** Surveys a run. */
  public static <T> T survey(RunFolder folder, Function<Survey, T> experiment) {
    try (Survey survey = new Survey(folder, Runs.configuration(folder), Runs.cartridge(folder))) {
      return experiment.apply(survey);
    }
  }
}
