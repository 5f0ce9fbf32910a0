package org.amplia.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.amplia.base.Json;
import org.amplia.base.UserError;
import org.amplia.report.ReportWriter;
import org.amplia.report.SyntheticRuns;
import org.amplia.report.chart.TerminalChart;
import org.amplia.report.export.ScoreTable;
import org.amplia.report.stat.Axis;
import org.amplia.report.stat.IntervalKind;
import org.amplia.report.stat.LearningCurve;
import org.amplia.report.stat.LearningCurve.Point;
import org.amplia.report.stat.Results;
import org.amplia.report.stat.RunSummary;
import org.amplia.report.stat.Statistics.Interval;
import org.amplia.report.view.Extent;
import org.amplia.run.Evaluation;
import org.amplia.run.Measurement;
import org.amplia.run.RunFolder;
import org.amplia.run.TestRuns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MethodComparisonTest {
  @TempDir Path temporary;

  @Test
  void armsAndPairsAreThoseOfTheContract() {
    MethodComparison comparison =
        MethodComparison.of(
            List.of(run("bc", 3, 2), run("bc", 4, 4), run("dqn", 3, 3), run("mixed", 3, 9)),
            IntervalKind.PERCENTILE);
    Results results = comparison.results();
    Results.Arm bc = results.arms().get(0);
    assertThat(bc.method()).isEqualTo("bc");
    assertThat(bc.seeds()).containsExactly(3L, 4L);
    assertThat(bc.scores()).containsExactly(2.0, 4.0);
    assertThat(bc.iqm()).isEqualTo(3);
    assertThat(bc.ci95()).isEqualTo(new Interval(2, 4));
    assertThat(bc.frames()).isEqualTo(1000);
    assertThat(results.pairs())
        .extracting(p -> p.a() + "-" + p.b())
        .containsExactly("bc-dqn", "bc-mixed", "dqn-mixed");
    assertThat(results.pairs())
        .extracting(Results.Pair::probabilityOfImprovement)
        .containsExactly(0.5, 0.0, 0.0);
    assertThat(ScoreTable.text(results))
        .contains(
            "bc          2    3         2 to 4     3         2 to 4                 –           "
                + " 100       1,000  10 s")
        .contains("dqn         1    3              –");
    assertThat(comparison.results())
        .isEqualTo(MethodComparison.of(folders(comparison), IntervalKind.PERCENTILE).results());
  }

  @Test
  void seedsThatBothHaveArePairedAndIntervalsAreWideByDefault() {
    Results results =
        MethodComparison.of(
                List.of(run("bc", 3, 2), run("bc", 4, 4), run("dqn", 4, 7), run("dqn", 3, 3)),
                IntervalKind.T)
            .results();
    assertThat(results.interval()).isEqualTo("t");
    Results.Arm bc = results.arms().get(0);
    // By hand: 3 ± 12.7062 · √2 / √2.
    assertThat(bc.meanCi95().low()).isCloseTo(3 - 12.7062, within(1e-3));
    assertThat(bc.ci95().high()).isCloseTo(3 + 12.7062, within(1e-3));
    Results.Pair pair = results.pairs().get(0);
    // Seed by seed: 2 − 3 and 4 − 7.
    assertThat(pair.difference()).isEqualTo(-2);
    assertThat(pair.differenceCi95().high()).isCloseTo(-2 + 12.7062, within(1e-3));
    assertThat(pair.ci95().low()).isLessThan(0.1);
    Results one =
        MethodComparison.of(List.of(run("rrm", 3, 2), run("mixed", 3, 4)), IntervalKind.T)
            .results();
    assertThat(one.pairs().get(0).difference()).isNull();
  }

  private RunFolder trained(String method, long seed, int rounds, Double gradientSteps) {
    RunFolder run = SyntheticRuns.empty(temporary.resolve(method + seed), "crossing", method, seed);
    TreeMap<String, Double> values = new TreeMap<>();
    if (gradientSteps != null) {
      values.put("gradient_steps", 0.0);
    }
    SyntheticRuns.roundsBefore(run, rounds, values);
    if (gradientSteps != null) {
      values.put("gradient_steps", gradientSteps);
    }
    run.append(new Measurement(rounds, 100, 1000, 10, values));
    run.append(new Evaluation(Evaluation.FINAL, rounds, 100, 1000, 10, List.of(6.74)));
    return run;
  }

  @Test
  void aMethodThatNeverTrainedIsNoResult() throws IOException {
    List<RunFolder> runs =
        List.of(
            trained("bc", 1, 0, null),
            trained("reinforce", 1, 0, null),
            trained("reinforce", 2, 0, null),
            trained("dqn", 1, 2, 0.0),
            trained("ppo", 1, 1, 3_000.0),
            trained("random", 1, 0, null));
    Results results = MethodComparison.of(runs, IntervalKind.T).results();
    String table = ScoreTable.text(results);
    String page =
        Files.readString(
            ReportWriter.writeComparison(
                temporary.resolve("report"),
                runs,
                Map.of(),
                "compare",
                IntervalKind.T,
                Extent.OF_A_COMPARISON));
    for (String text : List.of(table, page, Json.line(results))) {
      assertThat(text)
          .contains("reinforce, seeds 1, 2: 0 rounds: this is the clone.")
          .contains("dqn, seed 1: 0 gradient steps: this is an untrained network.")
          .doesNotContain("bc, seed", "random, seed", "ppo, seed", "unequally");
    }
    assertThat(table)
        .containsPattern("(?m)^reinforce .* 0 rounds: this is the clone$")
        .containsPattern("(?m)^dqn .* 0 gradient steps: this is an untrained network$")
        .containsPattern("(?m)^ppo .* 3,000 gradient steps$")
        .containsPattern("(?m)^bc .* –$");
    assertThat(Json.line(results)).contains("\"rounds\":[0,0]", "\"gradientSteps\":[3000]");
    assertThat(
            Files.readString(ReportWriter.writeRun(runs.get(1), Optional.empty(), Extent.OF_A_RUN)))
        .contains("policy alone (0 rounds: this is the clone)", "is not a score of");
  }

  @Test
  void aRunThatHasNotFinishedSaysWhatItWentThrough() {
    RunFolder run = SyntheticRuns.empty(temporary.resolve("run"), "crossing", "reinforce", 1);
    assertThat(RunSummary.of(run).trained()).isEmpty();
    SyntheticRuns.roundsBefore(run, 1, Map.of());
    assertThat(RunSummary.of(run).trained()).contains("0 rounds: this is the clone");
    SyntheticRuns.roundsBefore(
        SyntheticRuns.empty(temporary.resolve("more"), "crossing", "reinforce", 1), 3, Map.of());
    assertThat(RunSummary.of(RunFolder.open(temporary.resolve("more"))).trained())
        .contains("2 rounds");
  }

  @Test
  void runsThatWereTrainedUnequallyLongAreWarnedOf() {
    RunFolder four = trained("reinforce", 1, 4, null);
    assertThat(
            MethodComparison.of(List.of(four, trained("dagger", 1, 8, null)), IntervalKind.T)
                .results()
                .warnings())
        .noneMatch(warning -> warning.contains("unequally"));
    assertThat(
            MethodComparison.of(List.of(four, trained("imitation", 1, 9, null)), IntervalKind.T)
                .results()
                .warnings())
        .anyMatch(warning -> warning.contains("unequally many rounds, reinforce 4, imitation 9:"));
    assertThat(
            MethodComparison.of(
                    List.of(trained("dqn", 5, 3, 1_000.0), trained("dqn", 6, 8, 2_500.0)),
                    IntervalKind.T)
                .results()
                .warnings())
        .anyMatch(warning -> warning.matches("Seeds of dqn .*1,000 to 2,500.*"));
  }

  @Test
  void aKnownGameIsHumanNormalisedAndABundledOneIsNot() throws IOException {
    RunFolder pong = SyntheticRuns.empty(temporary.resolve("pong"), "pong", "bc", 1);
    pong.append(new Evaluation(Evaluation.FINAL, 0, 100, 1000, 10, List.of(14.0, 15.2)));
    MethodComparison comparison = MethodComparison.of(List.of(pong), IntervalKind.T);
    assertThat(comparison.results().arms().get(0).humanNormalised()).isCloseTo(1, within(1e-12));
    assertThat(Json.line(comparison.results())).contains("\"humanNormalised\":1.0");
    assertThat(ScoreTable.text(comparison.results())).containsPattern("human-normalised.*\n.* 1 ");
    assertThat(Files.readString(ReportWriter.writeRun(pong, Optional.empty(), Extent.OF_A_RUN)))
        .contains("policy alone, human-normalised 1.", "−20.7", "14.6");

    MethodComparison bundled = MethodComparison.of(List.of(run("bc", 3, 2)), IntervalKind.T);
    assertThat(Json.line(bundled.results())).contains("\"humanNormalised\":null");
    assertThat(bundled.rules())
        .contains("No human score is published for crossing, so none is normalised.");
  }

  @Test
  void runsThatPlayedTheGameOtherwiseAreWarnedOf() throws IOException {
    RunFolder usual = SyntheticRuns.finished(temporary.resolve("usual"), "bc", 1, 7);
    RunFolder other = SyntheticRuns.finished(temporary.resolve("other"), "dqn", 1, 7);
    assertThat(
            String.join(" ", MethodComparison.of(List.of(usual, other), IntervalKind.T).warnings()))
        .doesNotContain("measured alike");

    Path description = other.path().resolve("run.json");
    Files.writeString(
        description,
        TestRuns.withoutChecksums(description)
            .replaceAll("(\"stickyProbability\" ?: ?)0\\.25", "$10.0"));
    MethodComparison comparison =
        MethodComparison.of(List.of(usual, RunFolder.open(other.path())), IntervalKind.T);
    assertThat(comparison.warnings())
        .anyMatch(
            warning ->
                warning.contains("not measured alike: environment.stickyProbability differ"));
    assertThat(comparison.rules()).anyMatch(rule -> rule.contains("sticky actions 0.25 or 0.0"));
  }

  @Test
  void curvesCarryTheLastValueAndEndWithTheLongestSeed() {
    List<Point> longer = List.of(new Point(0, 0), new Point(50, 10), new Point(200, 20));
    List<Point> shorter = List.of(new Point(0, 2), new Point(100, 4));
    LearningCurve curve =
        LearningCurve.of("bc", List.of(longer, shorter, List.of()), IntervalKind.PERCENTILE);
    assertThat(curve.seeds()).isEqualTo(2);
    assertThat(curve.shortestEnd()).isEqualTo(100);
    assertThat(curve.isFlat()).isFalse();
    assertThat(curve.levels()).hasSize(101);
    assertThat(curve.levels().get(24))
        .isEqualTo(new LearningCurve.Level(48, 1, new Interval(0, 2)));
    assertThat(curve.levels().get(25).iqm()).isEqualTo(6);
    assertThat(curve.levels().get(60))
        .isEqualTo(new LearningCurve.Level(120, 7, new Interval(4, 10)));
    assertThat(curve.levels().get(100))
        .isEqualTo(new LearningCurve.Level(200, 12, new Interval(4, 20)));
    assertThat(LearningCurve.of("bc", List.of(List.of(new Point(3, 1))), IntervalKind.T).isFlat())
        .isTrue();
    assertThat(LearningCurve.of("bc", List.of(), IntervalKind.T).levels()).isEmpty();
    assertThat(LearningCurve.of("bc", List.of(List.of(new Point(3, 1))), IntervalKind.T).levels())
        .hasSize(1);
  }

  @Test
  void whatCannotBeComparedIsRefused() {
    RunFolder bc = run("bc", 0, 1);
    RunFolder other = SyntheticRuns.empty(temporary.resolve("pong"), "pong", "bc", 1);
    assertThatThrownBy(() -> MethodComparison.of(List.of(), IntervalKind.T))
        .isInstanceOf(UserError.class);
    assertThatThrownBy(() -> MethodComparison.of(List.of(bc, other), IntervalKind.T))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("compare one game at a time");
    assertThatThrownBy(() -> MethodComparison.of(List.of(bc, bc), IntervalKind.T))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("repeats bc seed 0");
  }

  @Test
  void theTerminalChartFitsAndIsLabelled() {
    RunSummary run =
        RunSummary.of(SyntheticRuns.finished(temporary.resolve("run"), "mixed", 4, 13));
    for (Axis axis : Axis.values()) {
      String chart = TerminalChart.draw(run, axis);
      assertThat(chart.lines()).allMatch(line -> line.length() <= TerminalChart.WIDTH);
      assertThat(chart).contains(axis.title(), "dotted: demonstrator");
    }
    RunSummary flat = RunSummary.of(run("bc", 0, 0));
    assertThat(TerminalChart.draw(flat, Axis.FRAMES)).contains("1,000").doesNotContain("NaN");
    RunSummary none =
        RunSummary.of(SyntheticRuns.empty(temporary.resolve("none"), "crossing", "bc", 1));
    assertThat(TerminalChart.draw(none, Axis.FRAMES)).startsWith("no evaluation yet");
  }

  private static List<RunFolder> folders(MethodComparison comparison) {
    return comparison.runs().stream().map(run -> RunFolder.open(run.folder())).toList();
  }

  private RunFolder run(String method, long seed, double score) {
    return SyntheticRuns.withScore(temporary.resolve(method + seed), method, seed, score);
  }
}
