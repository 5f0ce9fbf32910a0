package org.amplia.report.page;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.amplia.base.RootLocale;
import org.amplia.base.UserError;
import org.amplia.report.stat.Axis;
import org.amplia.report.stat.Effort;
import org.amplia.report.stat.Format;
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

  /**
   * Of runs that were read.
   *
   * @throws UserError if the games differ, or a method has a seed twice
   */
  static MethodComparison ofComparable(List<RunSummary> runs, IntervalKind interval) {
    requireAlike(runs);
    return ofSummaries(runs, interval);
  }

  private static void requireAlike(List<RunSummary> runs) {
    Member first = new Member(runs.get(0).folder(), runs.get(0).description());
    requireAlike(first, runs.stream().map(run -> new Member(run.folder(), run.description())));
  }

  /** Of runs that were read, which may be compared. */
  public static MethodComparison ofSummaries(List<RunSummary> runs, IntervalKind interval) {
    return new MethodComparison(List.copyOf(runs), interval);
  }

  /**
   * Refuses runs over which nothing may be averaged.
   *
   * @throws UserError if the games differ, or a method has a seed twice
   */
  public static void requireComparable(List<RunFolder> folders) {
    Member first = new Member(folders.get(0).path(), folders.get(0).description());
    requireAlike(
        first, folders.stream().map(folder -> new Member(folder.path(), folder.description())));
  }

  /** What a run must be to be compared. */
  private record Member(Path path, RunDescription run) {}

  private static void requireAlike(Member first, Stream<Member> all) {
    String game = first.run().game();
    Set<String> seen = new HashSet<>();
    all.forEach(
        one -> {
          RunDescription run = one.run();
          if (!run.game().equals(game)) {
            throw UserError.of(
                "%s is a run of %s, the others of %s: compare one game at a time",
                one.path(), run.game(), game);
          }
          if (!seen.add(run.method() + " seed " + run.seed())) {
            throw UserError.of(
                "%s repeats %s seed %d: give each method a seed only once",
                one.path(), run.method(), run.seed());
          }
        });
  }

  /**
   * Runs as they stood when each had spent so many frames.
   *
   * @param runs one or more
   * @param frames all emulator frames; runs that had not been evaluated by then, or have not come
   *     so far, are left out
   * @throws UserError if the games differ, a method has a seed twice, or no run is left
   */
  public static MethodComparison at(List<RunSummary> runs, long frames, IntervalKind interval) {
    requireAlike(runs);
    List<RunSummary> then = runs.stream().flatMap(run -> run.at(frames).stream()).toList();
    UserError.unless(!then.isEmpty(), "no run was evaluated by %,d frames", frames);
    return ofSummaries(then, interval);
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
  public List<String> rules() {
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

  /** What a reader must know before believing a report. */
  private static final class Notes {
    private static final Set<String> GAME_REWARD = Set.of("dqn", "ppo", "dqfd-reward", "fitted-q");

    private Notes() {}

    /** Faults of these very runs, worst first; empty if there are none. */
    static List<String> warnings(
        List<Results.Arm> arms, List<RunSummary> finished, List<RunSummary> unfinished) {
      List<String> warnings = new ArrayList<>(Effort.warnings(arms));
      List<String> few =
          arms.stream()
              .filter(arm -> arm.seeds().size() < Statistics.ENOUGH_SEEDS)
              .map(arm -> arm.method() + " (" + arm.seeds().size() + ")")
              .toList();
      if (!few.isEmpty()) {
        warnings.add(
            RootLocale.format(
                "Fewer than 5 seeds: %s. This is an early look; do not publish these figures.",
                String.join(", ", few)));
      }
      for (RunSummary run : unfinished) {
        warnings.add(
            RootLocale.format(
                "Not finished, left out of every number: %s seed %d (%s, %d evaluations, no final"
                    + " one).",
                run.method(),
                run.seed(),
                run.description().state().name().toLowerCase(Locale.ROOT),
                run.evaluations().size()));
      }
      RunTables.mixedKeys(finished)
          .forEach(
              (method, keys) ->
                  warnings.add(
                      RootLocale.format(
                          "Runs of %s differ in more than their seed: %s. They are not repetitions of"
                              + " one experiment.",
                          method, String.join(", ", keys))));
      List<String> protocol = RunTables.differingProtocol(finished);
      if (!protocol.isEmpty()) {
        warnings.add(
            RootLocale.format(
                "The runs were not measured alike: %s differ. Their scores cannot be compared.",
                String.join(", ", protocol)));
      }
      List<String> origins = RunTables.differingOrigins(finished);
      if (!origins.isEmpty()) {
        warnings.add("The runs were not made alike: " + String.join(", ", origins) + " differ.");
      }
      return warnings;
    }

    /** What holds for every report of this program. */
    static List<String> rules(
        String game, IntervalKind interval, List<Results.Arm> arms, List<RunSummary> finished) {
      List<String> rules = new ArrayList<>();
      rules.add(
          "Finished seeds: "
              + arms.stream()
                  .map(arm -> arm.method() + " " + arm.seeds().size())
                  .collect(Collectors.joining(", "))
              + ". Every finished seed counts; none was chosen.");
      rules.add(
          "A score is the mean of the final evaluation's games ("
              + finished.stream()
                  .map(run -> run.finalEvaluation().orElseThrow().scores().size() + "")
                  .distinct()
                  .collect(Collectors.joining(" or "))
              + " a seed): the distilled policy alone, without look-ahead, on whole games with sticky"
              + " actions "
              + RunTables.values(finished, RunTables.ENVIRONMENT + "stickyProbability")
              + " and unclipped scores, with seeds that no training or progress evaluation used.");
      rules.add(humanNormalised(game));
      rules.add(
          "Look-ahead counts: “all frames” holds every emulator frame of training, “acting"
              + " frames” only those in which the policy or a demonstrator acted. Frames and time of"
              + " evaluation are not counted.");
      rules.add(
          "Scripted demonstrators are programs, not people; their demonstrations are never human"
              + " data. The configuration says which demonstrator was used.");
      List<String> reward =
          arms.stream().map(Results.Arm::method).filter(GAME_REWARD::contains).toList();
      if (!reward.isEmpty()) {
        rules.add(
            RootLocale.format(
                "Trained on the game's own reward: %s. The methods with an overseer are trained on"
                    + " its approval instead.",
                String.join(", ", reward)));
      }
      rules.add(
          "Intervals: 95 % over seeds; "
              + interval.inWords()
              + ". They are not corrected for the number of pairs. With fewer than "
              + Statistics.SEEDS_OF_A_CLAIM
              + " seeds of each method, that one is better than another is an early look.");
      rules.add(
          "A curve ends where its longest seed ends; between evaluations, and after a seed's end, its"
              + " last value holds. A method that learns nothing after its start is dashed on.");
      return rules;
    }

    private static String humanNormalised(String game) {
      return HumanNormalised.of(game)
          .map(
              scale ->
                  RootLocale.format(
                      "Human-normalised: 0 is random play (%s points) and 1 a professional human"
                          + " tester (%s points), as published (Mnih et al. 2015, Wang et al. 2016)."
                          + " Those games had no sticky actions.",
                      Format.score(scale.randomScore()), Format.score(scale.humanScore())))
          .orElse("No human score is published for " + game + ", so none is normalised.");
    }
  }
}
