package org.amplia.report.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.amplia.base.UserError;
import org.amplia.report.SyntheticRuns;
import org.amplia.report.export.ResultLine.Source;
import org.amplia.report.stat.RunSummary;
import org.amplia.run.Evaluation;
import org.amplia.run.RunFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFileTest {
  private static final int LINES = 20;

  @TempDir Path temporary;

  private static ResultLine line(String arm, long seed, double score) {
    Source source = new Source("mine", "abc", "./amplia compare");
    return new ResultLine(
        source, arm, "crossing", seed, "score", score, null, 2.5, 300L, 100L, 1.5, 7L);
  }

  /** Appends lines of one arm, one by one: what a process does. */
  public static void main(String[] words) {
    ResultFile file = new ResultFile(Path.of(words[0]), false);
    for (int seed = 0; seed < LINES; seed++) {
      file.append(List.of(line(words[1], seed, seed)));
    }
  }

  private static ResultFile file(Path path) {
    return new ResultFile(path, false);
  }

  @Test
  void whatIsWrittenIsReadAgain() throws IOException {
    Path path = temporary.resolve("some/mine.csv");
    ResultLine odd =
        new ResultLine(
            new Source("=1+1", "unknown", "./amplia --out 'a,b \"c\"\nd'"),
            "'=x",
            "-g;h",
            Long.MAX_VALUE,
            "log score, nats",
            -1.5e-7,
            -0.1,
            null,
            null,
            null,
            null,
            null);
    file(path).append(List.of(line("bc", 1, 3), odd));
    assertThat(ResultFile.read(path)).containsExactly(line("bc", 1, 3), odd);
    assertThat(Files.readAllLines(path).subList(0, 2))
        .containsExactly(
            "experiment,arm,game,seed,commit,command,measure,score,approved_score,"
                + "area_under_curve,frames,acting_frames,look_ahead_frames,seconds,games",
            "mine,bc,crossing,1,abc,./amplia compare,score,3.0,,2.5,300,100,200,1.5,7");
  }

  @Test
  void aLineIsThereOnceAndAnotherOfItsSeedIsRefused() throws IOException {
    Path path = temporary.resolve("mine.csv");
    file(path).append(List.of(line("bc", 1, 3), line("bc", 2, 4)));
    byte[] before = Files.readAllBytes(path);
    file(path).append(List.of(line("bc", 2, 4)));
    assertThat(Files.readAllBytes(path)).isEqualTo(before);
    assertThatThrownBy(() -> file(path).append(List.of(line("bc", 3, 1), line("bc", 2, 5))))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("mine.csv has seed 2 of bc on crossing already");
    assertThat(Files.readAllBytes(path)).as("all or nothing").isEqualTo(before);
    assertThatThrownBy(() -> file(path).requireRoom(line -> line.seed() == 2))
        .isInstanceOf(UserError.class);
    file(path).requireRoom(line -> line.seed() == 3);
    new ResultFile(path, true).requireRoom(line -> line.seed() == 2);
    new ResultFile(path, true).append(List.of(line("bc", 2, 5)));
    assertThat(ResultFile.read(path)).containsExactly(line("bc", 1, 3), line("bc", 2, 5));
  }

  @Test
  void whatIsNoFileOfResultsIsLeftAlone() throws IOException {
    Path path = temporary.resolve("mine.csv");
    for (String content : List.of("", "method,commit\n1,2\n", "\"experiment\n", "a\"b\n")) {
      Files.writeString(path, content);
      assertThatThrownBy(() -> file(path).requireRoom(line -> false))
          .isInstanceOf(UserError.class)
          .hasMessageStartingWith(path.toString());
      assertThatThrownBy(() -> file(path).append(List.of(line("bc", 1, 3))))
          .isInstanceOf(UserError.class);
      assertThat(path).hasContent(content);
    }
    file(path.resolveSibling("good.csv")).append(List.of(line("bc", 1, 3)));
    String good = Files.readString(path.resolveSibling("good.csv"));
    for (String broken :
        List.of(
            good.replace(",3.0,", ",three,"),
            good.replace(",3.0,", ",NaN,"),
            good.replace(",200,", ",201,"),
            good.replace("bc", ""),
            good.replace(",1.5,7", ",1.5"),
            good.replace("crossing,1", "crossing,-1"))) {
      assertThat(broken).isNotEqualTo(good);
      Files.writeString(path, broken);
      assertThatThrownBy(() -> ResultFile.read(path))
          .isInstanceOf(UserError.class)
          .hasMessageContaining("mine.csv is damaged in line 2: ");
    }
    Files.writeString(path, good.replace("\n", "\r\n").replaceAll("\r\n$", ""));
    assertThat(ResultFile.read(path)).as("as a spreadsheet saves it").hasSize(1);
  }

  @Test
  void twoProcessesAppendWithoutLosingALine() throws Exception {
    Path path = temporary.resolve("mine.csv");
    List<Process> processes = new ArrayList<>();
    for (String arm : List.of("bc", "dqn")) {
      processes.add(
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  ResultFileTest.class.getName(),
                  path.toString(),
                  arm)
              .inheritIO()
              .start());
    }
    for (Process process : processes) {
      assertThat(process.waitFor()).isZero();
    }
    assertThat(ResultFile.read(path)).hasSize(2 * LINES).doesNotHaveDuplicates();
    try (var left = Files.list(temporary)) {
      assertThat(left.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("mine.csv", ".mine.csv.lock");
    }
  }

  @Test
  void aRunsLineHasItsCommitItsCostAndTheAreaUnderItsCurve() {
    RunFolder run = SyntheticRuns.empty(temporary.resolve("run"), "crossing", "bc", 4);
    run.append(new Evaluation(Evaluation.PROGRESS, 0, 10, 100, 1, List.of(1.0, 3.0)));
    run.append(new Evaluation(Evaluation.PROGRESS, 1, 20, 200, 2, List.of(6.0)));
    run.append(new Evaluation(Evaluation.FINAL, 2, 90, 500, 3, List.of(8.0, 10.0)));
    ResultLine line = ResultLine.of("mine", RunSummary.of(run));
    assertThat(line.source())
        .isEqualTo(new Source("mine", "unknown", "./amplia train crossing --method bc --seed 4"));
    assertThat(line.score()).isEqualTo(9);
    assertThat(line.games()).isEqualTo(2);
    // 2 over 100 frames, then 6 over 300.
    assertThat(line.areaUnderCurve()).isCloseTo(5, within(1e-12));
    assertThat(line.text()).contains(",9.0,,5.0,500,90,410,3.0,2");
    assertThat(Source.of("mine", "0.1.0+f9372e68248b-dirty", List.of("a b")))
        .isEqualTo(new Source("mine", "f9372e68248b-dirty", "'a b'"));
  }
}
