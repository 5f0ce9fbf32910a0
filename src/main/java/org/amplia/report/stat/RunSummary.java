package org.amplia.report.stat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
import org.amplia.base.PathName;
import org.amplia.base.UserError;
import org.amplia.report.stat.LearningCurve.Point;
import org.amplia.run.Evaluation;
import org.amplia.run.Measurement;
import org.amplia.run.RunDescription;
import org.amplia.run.RunDescription.RunState;
import org.amplia.run.RunFolder;

/**
 * What a report needs of one run.
 *
 * @param folder the run folder
 * @param description its {@code run.json}
 * @param evaluations oldest first
 * @param measurements oldest first
 */
public record RunSummary(
    Path folder,
    RunDescription description,
    List<Evaluation> evaluations,
    List<Measurement> measurements) {
  /** The measurement that holds the demonstrator's mean score, drawn as a level. */
  public static final String DEMONSTRATOR_SCORE = "demonstrator_score";

  /** The measurement that counts the gradient steps of a method without an overseer. */
  static final String GRADIENT_STEPS = "gradient_steps";

  /**
   * One value of the run, with what had been spent when it was measured.
   *
   * @param frames all emulator frames, see {@link org.amplia.run.Cost}
   * @param actingFrames see {@link org.amplia.run.Cost}
   * @param seconds of training, see {@link org.amplia.run.Cost}
   * @param name explained in {@code docs/metrics.md}
   * @param value in the metric's unit; not a number if it diverged
   */
  public record Value(long frames, long actingFrames, double seconds, String name, double value) {}

  /**
   * Reads a run folder.
   *
   * @throws UserError if it cannot be read, or holds what no run can have measured
   */
  public static RunSummary of(RunFolder run) {
    RunSummary summary =
        new RunSummary(run.path(), run.description(), run.evaluations(), run.measurements());
    summary.requireWhole();
    return summary;
  }

  /** What is done has measured its end. */
  private void requireWhole() {
    if (description.state() != RunState.DONE) {
      return;
    }
    Evaluation last =
        finalEvaluation().orElseThrow(() -> missing("evaluations.jsonl has no final evaluation"));
    if (measurements.stream().noneMatch(line -> line.round() == last.round())) {
      throw missing("metrics.jsonl has no line of its last round, " + last.round());
    }
  }

  private UserError missing(String what) {
    return UserError.of(
        "%s is done, but its %s: take the file back from a copy, or repeat the run", folder, what);
  }

  /**
   * The run as it stood when so much had been spent: its last evaluation until then counts as the
   * final one. What a run has learned it keeps when its budget is spent.
   *
   * @param frames all emulator frames
   * @return nothing if it had not been evaluated by then, or has not come so far
   */
  public Optional<RunSummary> at(long frames) {
    List<Evaluation> until = evaluations.stream().filter(e -> e.frames() <= frames).toList();
    boolean isThere =
        finalEvaluation().isPresent() || evaluations.stream().anyMatch(e -> e.frames() >= frames);
    if (until.isEmpty() || !isThere) {
      return Optional.empty();
    }
    List<Evaluation> ended = new ArrayList<>(until);
    ended.add(ended.remove(ended.size() - 1).asFinal());
    return Optional.of(
        new RunSummary(
            folder,
            description,
            List.copyOf(ended),
            measurements.stream().filter(m -> m.frames() <= frames).toList()));
  }

  /** The name of the run's folder. */
  public String name() {
    return PathName.last(folder.toAbsolutePath().normalize());
  }

  /**
   * Every measured value and, as {@code score_progress} and {@code score_final}, the mean score of
   * every evaluation, by all frames.
   */
  public List<Value> values() {
    List<Value> values = new ArrayList<>();
    for (Measurement m : measurements) {
      m.values()
          .forEach(
              (name, value) ->
                  values.add(new Value(m.frames(), m.actingFrames(), m.seconds(), name, value)));
    }
    for (Evaluation e : evaluations) {
      values.add(
          new Value(
              e.frames(),
              e.actingFrames(),
              e.seconds(),
              MetricNames.SCORE_PREFIX + e.kind(),
              e.meanScore()));
    }
    values.sort(Comparator.comparingLong(Value::frames));
    return values;
  }

  /** The method: the name of the run's arm. */
  public String method() {
    return description.method().label();
  }

  /** The root seed. */
  public long seed() {
    return description.seed();
  }

  /** The evaluation at the end; absent if the run has not finished. */
  public Optional<Evaluation> finalEvaluation() {
    return evaluations.stream()
        .filter(e -> e.kind().equals(Evaluation.FINAL))
        .reduce((earlier, later) -> later);
  }

  /** The mean of the final evaluation's games; empty if the run has not finished. */
  public OptionalDouble finalScore() {
    return finalEvaluation()
        .map(e -> OptionalDouble.of(e.meanScore()))
        .orElse(OptionalDouble.empty());
  }

  /**
   * Rounds that the agent went through until it was last measured; empty if it was not, or its
   * method has none.
   */
  public OptionalLong rounds() {
    return evaluations.isEmpty() || !description.method().worksInRounds()
        ? OptionalLong.empty()
        : OptionalLong.of(evaluations.get(evaluations.size() - 1).round());
  }

  /**
   * Gradient steps that the network went through until it was last measured; empty if it was not,
   * its method does not count them, or the run is older than their count.
   */
  public OptionalLong gradientSteps() {
    return evaluations.isEmpty()
        ? OptionalLong.empty()
        : metric(GRADIENT_STEPS, Axis.FRAMES).stream()
            .mapToLong(point -> Math.round(point.y()))
            .reduce((earlier, later) -> later);
  }

  /**
   * What the agent went through, in words: one that went through nothing is called what it is.
   * Empty if there is nothing to count.
   */
  public Optional<String> trained() {
    if (rounds().isPresent()) {
      return Optional.of(Effort.rounds(List.of(rounds().getAsLong())));
    }
    return gradientSteps().isPresent()
        ? Optional.of(Effort.steps(List.of(gradientSteps().getAsLong())))
        : Optional.empty();
  }

  /** Mean score of every evaluation, progress and final, by cost. */
  public List<Point> curve(Axis axis) {
    return evaluations.stream()
        .map(e -> new Point(axis.of(e), e.meanScore()))
        .sorted(Comparator.comparingDouble(Point::x))
        .toList();
  }

  /** A measured value by cost; what is not finite is left out. */
  public List<Point> metric(String name, Axis axis) {
    return measurements.stream()
        .filter(m -> isFinite(m.values().get(name)))
        .map(m -> new Point(axis.of(m), m.values().get(name)))
        .sorted(Comparator.comparingDouble(Point::x))
        .toList();
  }

  /** Names that were measured at least once. */
  public SortedSet<String> metricNames() {
    SortedSet<String> names = new TreeSet<>();
    measurements.forEach(m -> names.addAll(m.values().keySet()));
    return names;
  }

  /** The demonstrator's mean score as last measured, in the game's points. */
  public OptionalDouble demonstratorScore() {
    return metric(DEMONSTRATOR_SCORE, Axis.FRAMES).stream()
        .mapToDouble(Point::y)
        .reduce((earlier, later) -> later);
  }

  private static boolean isFinite(Double value) {
    return value != null && Double.isFinite(value);
  }
}
