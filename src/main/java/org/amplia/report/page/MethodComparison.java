package org.amplia.report.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.amplia.base.RootLocale;
import org.amplia.base.UserError;
import org.amplia.report.stat.Axis;
import org.amplia.report.stat.IntervalKind;
import org.amplia.report.stat.LearningCurve;
import org.amplia.report.stat.Results;
import org.amplia.report.stat.RunSummary;
import org.amplia.report.stat.Statistics;
import org.amplia.rom.HumanNormalised;
import org.amplia.run.Evaluation;
import org.amplia.run.RunDescription;
import org.amplia.run.RunFolder;

/** Runs of one game grouped by method, and what can be said about them. */
public final class MethodComparison {
  private final List<RunSummary> runs;
  private final IntervalKind interval;
  private final Map<String, List<RunSummary>> arms = new LinkedHashMap<>();
  private final List<Results.Arm> measured;

  private MethodComparison(List<RunSummary> runs, IntervalKind interval) {
    this.runs = runs;
    this.interval = interval;
    for (RunSummary run : finished()) {
      arms.computeIfAbsent(run.method(), method -> new ArrayList<>()).add(run);
    }
    measured = arms.entrySet().stream().map(arm -> arm(arm.getKey(), arm.getValue())).toList();
  }

  /**
   * Reads the runs.
   *
   * @param interval how intervals over seeds are computed
   * @throws UserError if there is no run, the games differ, or a method has a seed twice
   */
  public static MethodComparison of(List<RunFolder> folders, IntervalKind interval) {
    if (folders.isEmpty()) {
      throw new UserError("no run to report on: name at least one run folder");
    }
    requireComparable(folders);
    return ofSummaries(folders.stream().map(RunSummary::of).toList(), interval);
  }

  public static MethodComparison ofSummaries(List<RunSummary> runs, IntervalKind interval) {
    return new MethodComparison(List.copyOf(runs), interval);
  }

  /**
   * Refuses runs over which nothing may be averaged.
   *
   * @throws UserError if the games differ, or a method has a seed twice
   */
  public static void requireComparable(List<RunFolder> folders) {
    String game = folders.get(0).description().game();
    Set<String> seen = new HashSet<>();
    for (RunFolder folder : folders) {
      RunDescription run = folder.description();
      if (!run.game().equals(game)) {
        throw new UserError(
            RootLocale.format(
                "%s is a run of %s, the others of %s: compare one game at a time",
                folder.path(), run.game(), game));
      }
      if (!seen.add(run.method() + " seed " + run.seed())) {
        throw new UserError(
            RootLocale.format(
                "%s repeats %s seed %d: give each method a seed only once",
                folder.path(), run.method(), run.seed()));
      }
    }
  }

  /** The game's name. */
  public String game() {
    return runs.get(0).description().game();
  }

  /** Every run, finished or not, as given. */
  public List<RunSummary> runs() {
    return runs;
  }

  /** Runs without a final evaluation: they are listed and enter no number and no curve. */
  public List<RunSummary> unfinished() {
    return runs.stream().filter(run -> run.finalEvaluation().isEmpty()).toList();
  }

  /** Runs with a final evaluation. */
  public List<RunSummary> finished() {
    return runs.stream().filter(run -> run.finalEvaluation().isPresent()).toList();
  }

  /** Faults of these very runs, worst first; empty if there are none. */
  List<String> warnings() {
    return Notes.warnings(measured, finished(), unfinished());
  }

  /** What holds for every report of this program. */
  List<String> rules() {
    return Notes.rules(game(), interval, measured, finished());
  }

  /** The final scores, as in {@code results.json}. */
  public Results results() {
    return new Results(
        Results.SCHEMA, game(), interval.label(), measured, pairs(measured), warnings());
  }

  /** The finished runs of every method that has one. */
  List<Results.Arm> arms() {
    return measured;
  }

  /** The learning curve of every arm over its finished runs. */
  public List<LearningCurve> curves(Axis axis) {
    return arms.entrySet().stream()
        .map(
            arm ->
                LearningCurve.of(
                    arm.getKey(),
                    arm.getValue().stream().map(run -> run.curve(axis)).toList(),
                    interval))
        .toList();
  }

  /** The curve of a measured value, for those arms that measured it. */
  public List<LearningCurve> metricCurves(String name, Axis axis) {
    return arms.entrySet().stream()
        .map(
            arm ->
                LearningCurve.of(
                    arm.getKey(),
                    arm.getValue().stream().map(run -> run.metric(name, axis)).toList(),
                    interval))
        .filter(curve -> !curve.levels().isEmpty())
        .toList();
  }

  private Results.Arm arm(String method, List<RunSummary> runs) {
    List<Evaluation> finals =
        runs.stream().map(run -> run.finalEvaluation().orElseThrow()).toList();
    double[] scores = finals.stream().mapToDouble(Evaluation::meanScore).toArray();
    double iqm = Statistics.interquartileMean(scores);
    return new Results.Arm(
        method,
        runs.stream().map(RunSummary::seed).toList(),
        finals.stream().map(Evaluation::meanScore).toList(),
        iqm,
        interval.score(scores),
        Arrays.stream(scores).average().orElseThrow(),
        interval.mean(scores),
        HumanNormalised.of(runs.get(0).description().game())
            .map(scale -> scale.score(iqm))
            .orElse(null),
        Math.round(finals.stream().mapToLong(Evaluation::actingFrames).average().orElse(0)),
        Math.round(finals.stream().mapToLong(Evaluation::frames).average().orElse(0)),
        finals.stream().mapToDouble(Evaluation::seconds).average().orElse(0),
        ofEach(runs, RunSummary::rounds),
        ofEach(runs, RunSummary::gradientSteps));
  }

  /** A count of every run; null if one has none. */
  private static List<Long> ofEach(
      List<RunSummary> runs, Function<RunSummary, OptionalLong> count) {
    List<OptionalLong> counts = runs.stream().map(count).toList();
    return counts.stream().allMatch(OptionalLong::isPresent)
        ? counts.stream().map(OptionalLong::getAsLong).toList()
        : null;
  }

  private List<Results.Pair> pairs(List<Results.Arm> arms) {
    List<Results.Pair> pairs = new ArrayList<>();
    for (int i = 0; i < arms.size(); i++) {
      for (int j = i + 1; j < arms.size(); j++) {
        pairs.add(pair(arms.get(i), arms.get(j)));
      }
    }
    return List.copyOf(pairs);
  }

  private Results.Pair pair(Results.Arm a, Results.Arm b) {
    double[] x = a.scores().stream().mapToDouble(Double::doubleValue).toArray();
    double[] y = b.scores().stream().mapToDouble(Double::doubleValue).toArray();
    double[] differences =
        IntStream.range(0, x.length)
            .filter(i -> b.seeds().contains(a.seeds().get(i)))
            .mapToDouble(i -> x[i] - y[b.seeds().indexOf(a.seeds().get(i))])
            .toArray();
    boolean paired = differences.length > 1;
    return new Results.Pair(
        a.method(),
        b.method(),
        Statistics.probabilityOfImprovement(x, y),
        interval.probabilityOfImprovement(x, y),
        paired ? Arrays.stream(differences).average().orElseThrow() : null,
        paired ? interval.mean(differences) : null);
  }
}
