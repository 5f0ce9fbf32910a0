package org.amplia.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.amplia.base.Json;
import org.amplia.base.UserError;
import org.amplia.report.export.ScoreTable;
import org.amplia.report.page.MethodComparison;
import org.amplia.report.stat.IntervalKind;
import org.amplia.report.stat.Results;
import org.amplia.report.stat.RunSummary;
import org.amplia.report.view.Extent;
import org.amplia.run.Evaluation;
import org.amplia.run.Measurement;
import org.amplia.run.RunDescription;
import org.amplia.run.RunDescription.RunState;
import org.amplia.run.RunFolder;
import org.amplia.run.TestRuns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ReportWriterTest {
  /** Set to a folder to keep the pages and look at them. */
  private static final String KEEP = System.getProperty("amplia.report.keep");

  @TempDir Path temporary;

  @Test
  void aComparisonHasEveryFileAndSection() throws IOException {
    List<RunFolder> runs = new ArrayList<>();
    Map<String, Double> tops = new LinkedHashMap<>(Map.of());
    tops.put("imitation", 11.5);
    tops.put("reinforce", 12.5);
    tops.put("mixed", 14.0);
    tops.put("dqn", 7.5);
    tops.forEach(
        (method, top) -> {
          for (int seed = 0; seed < 5; seed++) {
            runs.add(
                SyntheticRuns.finished(
                    temporary.resolve(method + seed), method, seed, top + 0.3 * seed));
          }
        });
    runs.add(SyntheticRuns.progressing(temporary.resolve("stopped"), "rrm", 3, 9));
    Path out = folder("comparison");
    Path page =
        ReportWriter.writeComparison(
            out,
            runs,
            Map.of("imitation", SyntheticRuns.gif(temporary.resolve("game.gif"))),
            "./amplia compare crossing --methods imitation,dqn --seeds 5",
            IntervalKind.T,
            Extent.OF_A_COMPARISON);

    assertThat(page).isEqualTo(out.resolve("index.html"));
    for (String name :
        List.of(
            "curve-frames",
            "curve-acting-frames",
            "curve-seconds",
            "demonstrations-nll",
            "action-agreement",
            "policy-entropy",
            "evaluator-nll")) {
      assertThat(Files.readAllBytes(out.resolve(name + ".png"))).startsWith(0x89, 'P', 'N', 'G');
      assertThat(Files.readString(out.resolve(name + ".svg"))).contains("<svg");
    }
    String html = text(page);
    assertThat(html)
        .contains("Final scores", "Learning curves", "Probability of improvement", "Replays")
        .contains("Drift from the demonstrators", "How well evaluator and overseer know")
        .contains("Reproduce", "Configuration", "Versions")
        .contains("./amplia compare crossing", "data:image/gif;base64,")
        .contains("rrm seed 3")
        .doesNotContain("NaN", "Infinity", "Fewer than 5 seeds", "<script", "http://", "https://");
    assertThat(html.indexOf("<th scope=\"row\">method"))
        .as("differing keys first")
        .isLessThan(html.indexOf("<th scope=\"row\">horizonSteps"));
    assertThat(Files.readString(out.resolve("curves.csv")))
        .startsWith("measure,axis,method,seeds,x,iqm,ci95_low,ci95_high\nscore,acting-frames,imi")
        .contains("policy_entropy,seconds,dqn,5,", "evaluator_nll,seconds,dqn,5,")
        .doesNotContain("NaN");
    assertThat(Files.readString(out.resolve("scores.csv")).lines().count())
        .isEqualTo(1 + 20 * (13 * 8 + 30) + 13 * 8);
    assertThat(Files.readString(out.resolve("metrics.csv")))
        .startsWith("run,frames,acting_frames,seconds,name,value\nimitation0,0,0,0.0,")
        .contains("\nstopped,220000,30000,21.5,demonstrator_score,7.2\n");
    Results read =
        Json.read(Files.readString(out.resolve("results.json")), Results.class, "results.json");
    assertThat(read).isEqualTo(MethodComparison.of(runs, IntervalKind.T).results());
    try (var files = Files.list(out)) {
      assertThat(files.map(Path::getFileName).map(Path::toString))
          .noneMatch(n -> n.endsWith("tmp"));
    }
  }

  @Test
  void aComparisonReplacesNothingButAnEarlierOne() throws IOException {
    List<RunFolder> runs =
        List.of(
            SyntheticRuns.finished(temporary.resolve("a"), "reinforce", 1, 12),
            SyntheticRuns.finished(temporary.resolve("b"), "imitation", 1, 11));
    Path own = Files.createDirectories(temporary.resolve("own"));
    for (String name : List.of("index.html", "scores.csv", "curve-frames.png", "results.json")) {
      Files.writeString(own.resolve(name), "{\"mine\": 1}");
      assertThatThrownBy(
              () ->
                  ReportWriter.writeComparison(
                      own, runs, Map.of(), "x", IntervalKind.T, Extent.OF_A_COMPARISON))
          .isInstanceOf(UserError.class)
          .hasMessageContaining(name + " is of no earlier report");
      try (var files = Files.list(own)) {
        assertThat(files).containsExactly(own.resolve(name));
      }
      assertThat(own.resolve(name)).hasContent("{\"mine\": 1}");
      Files.delete(own.resolve(name));
    }
    Files.writeString(own.resolve("notes.txt"), "mine");
    ReportWriter.writeComparison(own, runs, Map.of(), "x", IntervalKind.T, Extent.OF_A_COMPARISON);
    Path page =
        ReportWriter.writeComparison(
            own, runs, Map.of(), "again", IntervalKind.T, Extent.OF_A_COMPARISON);
    assertThat(text(page)).contains("again");
    assertThat(own.resolve("notes.txt")).hasContent("mine");
  }

  @Test
  void aFinishedRunWithoutItsLastLinesIsRefused() throws IOException {
    RunFolder run = SyntheticRuns.finished(temporary.resolve("run"), "reinforce", 1, 12);
    for (String name : List.of("metrics.jsonl", "evaluations.jsonl")) {
      Path file = run.path().resolve(name);
      List<String> lines = TestRuns.withoutChecksums(file).lines().toList();
      for (List<String> left :
          List.of(List.<String>of(), lines.subList(0, lines.size() - 1), lines.subList(1, 4))) {
        Files.write(file, left);
        assertThatThrownBy(() -> RunSummary.of(run))
            .isInstanceOf(UserError.class)
            .hasMessageContaining(name);
      }
      List<String> gap = new ArrayList<>(lines);
      gap.remove(4);
      Files.write(file, gap);
      assertThatThrownBy(() -> RunSummary.of(run))
          .isInstanceOf(UserError.class)
          .hasMessageContaining(name + " line 5 comes too early: round 4 is missing");
      Files.write(file, lines);
    }
    assertThat(RunSummary.of(run).finalScore()).isPresent();
  }

  @Test
  void aRunHasItsPage() throws IOException {
    RunFolder run = SyntheticRuns.finished(folder("run"), "mixed", 4, 13);
    Path page =
        ReportWriter.writeRun(
            run, Optional.of(SyntheticRuns.gif(temporary.resolve("game.gif"))), Extent.OF_A_RUN);
    assertThat(page).isEqualTo(run.report().resolve("index.html"));
    for (String name :
        List.of("curve.png", "curve.svg", "scores.csv", "metrics.csv", "results.json")) {
      assertThat(run.report().resolve(name)).isNotEmptyFile();
    }
    assertThat(text(page))
        .contains("crossing: mixed, seed 4", "./amplia train crossing --method mixed --seed 4")
        .contains("round 12", "judge_loss", "The demonstrator scored 7.2", "Fewer than 5 seeds")
        .doesNotContain("NaN");
  }

  @Test
  void anUnfinishedRunSaysSo() throws IOException {
    RunFolder run = SyntheticRuns.progressing(temporary.resolve("run"), "mixed", 4, 13);
    assertThat(text(ReportWriter.writeRun(run, Optional.empty(), Extent.OF_A_RUN)))
        .contains(
            "The run has not finished", "Not finished, left out of every number: mixed seed 4")
        .doesNotContain("NaN");
    assertThat(Files.readString(run.report().resolve("results.json"))).contains("\"arms\" : [ ]");
    assertThat(ScoreTable.text(MethodComparison.of(List.of(run), IntervalKind.T).results()))
        .startsWith("warning: Not finished")
        .hasLineCount(1);
    assertThatThrownBy(
            () ->
                ReportWriter.writeComparison(
                    temporary,
                    List.of(run),
                    Map.of(),
                    "compare",
                    IntervalKind.T,
                    Extent.OF_A_COMPARISON))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("none of the 1 runs has finished");
  }

  @Test
  void aRunWithoutAnEvaluationHasAPage() throws IOException {
    RunFolder run = SyntheticRuns.empty(temporary.resolve("run"), "crossing", "bc", 1);
    assertThat(text(ReportWriter.writeRun(run, Optional.empty(), Extent.OF_A_RUN)))
        .contains("The run has not finished")
        .doesNotContain("NaN");
  }

  @Test
  void identicalScoresAndSingleSeedsGiveFiniteNumbers() throws IOException {
    List<RunFolder> runs = new ArrayList<>();
    for (String method : List.of("bc", "dagger")) {
      runs.add(SyntheticRuns.withScore(temporary.resolve(method), method, 0, 5));
    }
    Path page =
        ReportWriter.writeComparison(
            folder("flat"), runs, Map.of(), "compare", IntervalKind.T, Extent.OF_A_COMPARISON);
    assertThat(text(page))
        .contains("one seed", "0.50<small>0.05 to 0.95", "Fewer than 5 seeds: bc (1), dagger (1)")
        .doesNotContain("NaN");
  }

  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void extremeValuesDoNotKeepChartsFromEnding() {
    RunFolder run = SyntheticRuns.empty(temporary.resolve("run"), "crossing", "bc", 0);
    for (int round = 0; round < 3; round++) {
      double x = 1e-12 * round;
      run.append(new Evaluation(Evaluation.PROGRESS, round, round, round, x, List.of(1e9 + x)));
      TreeMap<String, Double> values = new TreeMap<>();
      values.put("tiny", x);
      values.put("huge", -1e300 * round);
      values.put("nearly_constant", 1234567 + 1e-9 * round);
      values.put("diverged", round == 1 ? Double.NaN : Math.pow(10, 20 * round));
      run.append(new Measurement(round, round, round, x, values));
    }
    run.append(new Evaluation(Evaluation.FINAL, 3, 3, 3, 1e-11, List.of(1e9)));
    ReportWriter.writeRun(run, Optional.empty(), Extent.OF_A_RUN);
    assertThat(
            ReportWriter.writeComparison(
                folder("extreme"),
                List.of(run),
                Map.of(),
                "compare",
                IntervalKind.T,
                Extent.OF_A_COMPARISON))
        .isNotEmptyFile();
  }

  @Test
  void everythingFromFilesIsEscaped() throws IOException {
    String evil = "<script>alert('x')</script>&\"";
    RunDescription tame = SyntheticRuns.description("crossing", "bc", 0, RunState.DONE);
    RunFolder run =
        RunFolder.create(
            temporary.resolve("<b>run"),
            new RunDescription(
                tame.schema(),
                List.of("./amplia", evil),
                tame.game(),
                tame.method(),
                tame.seed(),
                Map.of("demonstrator", evil, evil, 1),
                Map.of("amplia", evil, evil, "1"),
                evil + "\0\u001b[31m\u009b",
                tame.romMd5(),
                tame.startedAt(),
                tame.state()));
    for (int round = 0; round < 2; round++) {
      run.append(new Evaluation(Evaluation.PROGRESS, round, round, round, 0, List.of(1.0)));
      run.append(new Measurement(round, round, round, 0, new TreeMap<>(Map.of(evil, 1.0 + round))));
    }
    run.append(new Evaluation(Evaluation.FINAL, 1, 10, 10, 1, List.of(2.0)));
    Path gif = SyntheticRuns.gif(temporary.resolve("game.gif"));
    Path comparison =
        ReportWriter.writeComparison(
            folder("evil"),
            List.of(run),
            Map.of(evil, gif),
            evil,
            IntervalKind.T,
            Extent.OF_A_COMPARISON);
    for (Path page :
        List.of(comparison, ReportWriter.writeRun(run, Optional.of(gif), Extent.OF_A_RUN))) {
      assertThat(text(page))
          .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;&quot;")
          .contains("\uFFFD\uFFFD[31m\uFFFD")
          .doesNotContain("<script", "alert('x')", "<b>", "\0", "\u001b", "\u009b");
    }
  }

  @Test
  void whatIsNotAGifIsRefused() throws IOException {
    RunFolder run = SyntheticRuns.withScore(temporary.resolve("run"), "bc", 0, 5);
    Path text = Files.writeString(temporary.resolve("game.gif"), "GI");
    assertThatThrownBy(() -> ReportWriter.writeRun(run, Optional.of(text), Extent.OF_A_RUN))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("is not a GIF");
    assertThatThrownBy(
            () ->
                ReportWriter.writeRun(
                    run, Optional.of(temporary.resolve("no.gif")), Extent.OF_A_RUN))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("no.gif does not exist");
  }

  /**
   * The page without its images and what can be looked into, whose base64 can spell anything, and
   * without its own script.
   */
  private static String text(Path page) throws IOException {
    return Files.readString(page)
        .replaceAll("(?<=base64,)[A-Za-z0-9+/=]+", "")
        .replaceAll(
            "<script type=\"text/plain\" id=\"kept-[a-z0-9-]+\">[A-Za-z0-9+/=\\s]*</script>", "")
        .replaceFirst("(?s)<script>\"use strict\";\n\\(\\(\\) => \\{\n.*?</script>", "");
  }

  private Path folder(String name) {
    return KEEP == null ? temporary.resolve("out-" + name) : Path.of(KEEP, name);
  }
}
