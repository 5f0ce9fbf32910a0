package org.amplia.report.export;

import java.util.Arrays;
import java.util.List;
import org.amplia.base.NumberText;
import org.amplia.base.ShellWords;
import org.amplia.base.UserError;
import org.amplia.report.stat.Axis;
import org.amplia.report.stat.LearningCurve.Point;
import org.amplia.report.stat.RunSummary;
import org.amplia.run.Evaluation;

/**
 * What one seed of one arm came to: a line of a file of results. The columns are explained in
 * {@code docs/results/README.md}.
 *
 * @param source of the experiment that measured it
 * @param arm a method, or what else was compared
 * @param game the game's name, or the world of the tabular experiment
 * @param seed the root seed
 * @param measure what {@code score} is
 * @param score in the unit of the measure
 * @param approvedScore what the overseer gives to it; null where that was not measured
 * @param areaUnderCurve mean of the learning curve over all emulator frames; null without a curve
 * @param frames all emulator frames; null where they were not counted, as in what follows
 * @param actingFrames of them, those in which the policy or a demonstrator acted
 * @param seconds of training
 * @param games behind the score
 */
public record ResultLine(
    Source source,
    String arm,
    String game,
    long seed,
    String measure,
    double score,
    Double approvedScore,
    Double areaUnderCurve,
    Long frames,
    Long actingFrames,
    Double seconds,
    Long games) {
  /** The names of the columns, in their order. */
  public static final List<String> COLUMNS =
      List.of(
          "experiment",
          "arm",
          "game",
          "seed",
          "commit",
          "command",
          "measure",
          "score",
          "approved_score",
          "area_under_curve",
          "frames",
          "acting_frames",
          "look_ahead_frames",
          "seconds",
          "games");

  /** The measure of a run: the mean of its final evaluation's games, in the game's points. */
  public static final String SCORE = "score";

  /**
   * Where lines come from.
   *
   * @param experiment the name under which lines are put into one table
   * @param commit of the program, {@code unknown} if it is not known
   * @param command that measured it, quoted for a shell
   */
  public record Source(String experiment, String commit, String command) {
    /**
     * A source.
     *
     * @param version of the program, e.g. {@code 0.1.0+f9372e68248b}
     */
    public static Source of(String experiment, String version, List<String> command) {
      int commit = version.indexOf('+');
      return new Source(
          experiment,
          commit < 0 ? "unknown" : version.substring(commit + 1),
          ShellWords.line(command));
    }
  }

  /** The line of a finished run, its area up to the last measurement. */
  public static ResultLine of(String experiment, RunSummary run) {
    return of(experiment, run, 0);
  }

  /**
   * The same with an area up to a budget: the last score holds until there.
   *
   * @param budget emulator frames; nothing is added if the run took as many
   */
  public static ResultLine of(String experiment, RunSummary run, long budget) {
    Evaluation last = run.finalEvaluation().orElseThrow();
    return new ResultLine(
        Source.of(
            experiment,
            run.description().versions().getOrDefault("amplia", ""),
            run.description().command()),
        run.method(),
        run.description().game(),
        run.seed(),
        SCORE,
        last.meanScore(),
        null,
        areaUnderCurve(run.curve(Axis.FRAMES), (double) budget),
        last.frames(),
        last.actingFrames(),
        last.seconds(),
        (long) last.scores().size());
  }

  /** The same line of another arm and measure. */
  public ResultLine named(String otherArm, String otherMeasure) {
    return new ResultLine(
        source,
        otherArm,
        game,
        seed,
        otherMeasure,
        score,
        approvedScore,
        areaUnderCurve,
        frames,
        actingFrames,
        seconds,
        games);
  }

  /** The line of an experiment that has no learning curve. */
  public static ResultLine of(
      Source source,
      String arm,
      String game,
      long seed,
      String measure,
      double score,
      Double approvedScore,
      Long frames) {
    return new ResultLine(
        source, arm, game, seed, measure, score, approvedScore, null, frames, null, null, null);
  }

  /** The mean height of a curve whose values hold until the next one, the last until an end. */
  private static Double areaUnderCurve(List<Point> curve, double end) {
    Point last = curve.get(curve.size() - 1);
    double width = Math.max(end, last.x()) - curve.get(0).x();
    double area = Math.max(0, end - last.x()) * last.y();
    for (int i = 1; i < curve.size(); i++) {
      area += curve.get(i - 1).y() * (curve.get(i).x() - curve.get(i - 1).x());
    }
    return width == 0 ? null : area / width;
  }

  /** Whether both are of the same seed of the same arm: a file has one of them. */
  boolean repeats(ResultLine other) {
    return source.experiment().equals(other.source.experiment())
        && game.equals(other.game)
        && measure.equals(other.measure)
        && arm.equals(other.arm)
        && seed == other.seed;
  }

  /** Frames in which nobody acted: look-ahead, and games that are played for values. */
  private Long lookAheadFrames() {
    return frames == null || actingFrames == null ? null : frames - actingFrames;
  }

  /** The line, with its end. */
  String text() {
    return Csv.line(
        Arrays.asList(
            source.experiment(),
            arm,
            game,
            seed,
            source.commit(),
            source.command(),
            measure,
            score,
            approvedScore,
            areaUnderCurve,
            frames,
            actingFrames,
            lookAheadFrames(),
            seconds,
            games));
  }

  /**
   * Reads a line.
   *
   * @throws UserError that names the column, if it is no line of results
   */
  static ResultLine read(List<String> cells) {
    if (cells.size() != COLUMNS.size()) {
      throw UserError.of("it has %d cells and needs %d", cells.size(), COLUMNS.size());
    }
    ResultLine line =
        new ResultLine(
            new Source(text(cells, "experiment"), text(cells, "commit"), text(cells, "command")),
            text(cells, "arm"),
            text(cells, "game"),
            count(cells, "seed"),
            text(cells, "measure"),
            number(cells, "score"),
            optionalNumber(cells, "approved_score"),
            optionalNumber(cells, "area_under_curve"),
            optionalCount(cells, "frames"),
            optionalCount(cells, "acting_frames"),
            optionalNumber(cells, "seconds"),
            optionalCount(cells, "games"));
    Long lookAhead = optionalCount(cells, "look_ahead_frames");
    if (line.lookAheadFrames() != null && !line.lookAheadFrames().equals(lookAhead)) {
      throw UserError.of(
          "look_ahead_frames is '%s': it must be frames less acting_frames, %d",
          cell(cells, "look_ahead_frames"), line.lookAheadFrames());
    }
    return line;
  }

  private static String cell(List<String> cells, String column) {
    return cells.get(COLUMNS.indexOf(column));
  }

  private static String text(List<String> cells, String column) {
    String text = cell(cells, column);
    UserError.unless(!text.isBlank(), "%s is empty", column);
    return text;
  }

  private static double number(List<String> cells, String column) {
    try {
      return NumberText.decimal(cell(cells, column));
    } catch (UserError e) {
      throw new UserError(column + ": " + e.getMessage(), e);
    }
  }

  private static long count(List<String> cells, String column) {
    try {
      return NumberText.whole(cell(cells, column), 0, Long.MAX_VALUE);
    } catch (UserError e) {
      throw new UserError(column + ": " + e.getMessage(), e);
    }
  }

  private static Double optionalNumber(List<String> cells, String column) {
    return cell(cells, column).isEmpty() ? null : Double.valueOf(number(cells, column));
  }

  private static Long optionalCount(List<String> cells, String column) {
    return cell(cells, column).isEmpty() ? null : Long.valueOf(count(cells, column));
  }
}
