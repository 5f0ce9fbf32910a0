package org.amplia.report;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.amplia.config.Configuration;
import org.amplia.experiment.claims.ClaimRun;
import org.amplia.experiment.claims.Initialisation;
import org.amplia.report.export.ResultLine;
import org.amplia.report.stat.Axis;
import org.amplia.report.stat.LearningCurve.Point;
import org.amplia.report.stat.RunSummary;

/**
 * The lines of a file of results that the runs of the claims write: the score with the area under
 * its curve, and how far the policy went from the clone.
 *
 * @param game of the runs
 * @param frames their budget
 */
public record ClaimLines(String game, long frames) {
  private static final String SCORE = "score";
  private static final String DRIFT = "kl_to_clone_visited";

  private String measure(String what, Initialisation initialisation) {
    return what + " from the start " + initialisation.label() + " in " + frames + " frames";
  }

  /** Whether it is a run of the game with that budget. */
  boolean isOf(Configuration run) {
    return run.game().equals(game) && run.budget().frames() == frames;
  }

  /** Whether a line is the score of a run from there. */
  public boolean isScore(ResultLine line, Initialisation initialisation) {
    return isOf(line, SCORE, initialisation);
  }

  /** Whether a line is the drift of a run from there. */
  boolean isDrift(ResultLine line, Initialisation initialisation) {
    return isOf(line, DRIFT, initialisation);
  }

  private boolean isOf(ResultLine line, String what, Initialisation initialisation) {
    return line.game().equals(game) && line.measure().equals(measure(what, initialisation));
  }

  /** Whether a line is the score of this run. */
  public boolean isScore(ResultLine line, ClaimRun run) {
    return isScore(line, run.initialisation())
        && line.arm().equals(run.armName())
        && line.seed() == run.seed();
  }

  /** The lines of a finished run. */
  public List<ResultLine> of(String experiment, ClaimRun run, RunSummary summary) {
    ResultLine score =
        ResultLine.of(experiment, summary, frames)
            .named(run.armName(), measure(SCORE, run.initialisation()));
    Optional<ResultLine> drift =
        summary.metric(DRIFT, Axis.FRAMES).stream()
            .reduce((earlier, later) -> later)
            .map(Point::y)
            .map(
                nats ->
                    ResultLine.of(
                        score.source(),
                        run.armName(),
                        game,
                        run.seed(),
                        measure(DRIFT, run.initialisation()),
                        nats,
                        null,
                        score.frames()));
    return Stream.concat(Stream.of(score), drift.stream()).toList();
  }

  /** The area under a run's curve; of a policy that was measured once it is its score. */
  public static double area(ResultLine line) {
    return line.areaUnderCurve() == null ? line.score() : line.areaUnderCurve();
  }
}
