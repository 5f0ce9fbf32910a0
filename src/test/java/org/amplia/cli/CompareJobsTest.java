package org.amplia.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.amplia.report.export.ResultFile;
import org.amplia.report.export.ResultLine;
import org.amplia.run.RunFolder;
import org.amplia.run.TestRuns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code compare --jobs}: arms in processes of their own. */
class CompareJobsTest {
  private static final List<String> TINY =
      List.of(
          "threads=1",
          "demonstrations.games=1",
          "rounds.batches=5",
          "rounds.batchSize=16",
          "rounds.hiddenUnits=8",
          "evaluation.progressGames=1",
          "evaluation.finalGames=1");

  @TempDir Path folder;

  private final PrintStream realOut = System.out;
  private final PrintStream realErr = System.err;
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeEach
  void capture() {
    System.setOut(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void release() {
    System.setOut(realOut);
    System.setErr(realErr);
  }

  private int compare(Path target, int seeds, int jobs, String... more) {
    err.reset();
    List<String> words = new ArrayList<>(List.of("compare", "--methods", "bc"));
    words.addAll(List.of("--seeds", "" + seeds, "--jobs", "" + jobs, "--out", "" + target));
    words.addAll(List.of(more));
    for (String setting : TINY) {
      words.addAll(List.of("--set", setting));
    }
    return Main.run(words.toArray(String[]::new));
  }

  private String said() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private static List<String> scores(Path run) {
    return RunFolder.open(run).evaluations().stream()
        .map(evaluation -> evaluation.kind() + evaluation.scores())
        .toList();
  }

  @Test
  void twoAtOnceComeToTheSameAsOneAfterTheOther() {
    String one = folder.resolve("one.csv").toString();
    String two = folder.resolve("two.csv").toString();
    assertThat(compare(folder.resolve("one"), 2, 1, "--csv", one)).as(said()).isZero();
    assertThat(compare(folder.resolve("two"), 2, 2, "--csv", two)).as(said()).isZero();
    assertThat(folder.resolve("two/report/index.html")).isNotEmptyFile();
    for (String run : List.of("bc-s1", "bc-s2")) {
      assertThat(scores(folder.resolve("two").resolve(run)))
          .hasSize(2)
          .isEqualTo(scores(folder.resolve("one").resolve(run)));
    }
    assertThat(ResultFile.read(folder.resolve("two.csv")))
        .extracting(ResultLine::score)
        .containsExactlyInAnyOrderElementsOf(
            ResultFile.read(folder.resolve("one.csv")).stream().map(ResultLine::score).toList())
        .hasSize(2);
  }

  @Test
  void anArmThatFailsIsNamedAndTheComparisonGoesOnOnceItIsMended() throws IOException {
    Path target = folder.resolve("mended");
    assertThat(compare(target, 1, 1)).as(said()).isZero();
    Path description = target.resolve("bc-s1/run.json");
    Path last = target.resolve("bc-s1/checkpoints/last.safetensors");
    byte[] whole = Files.readAllBytes(last);
    String running = TestRuns.withoutChecksums(description).replace("\"done\"", "\"running\"");
    Files.writeString(description, running);
    Files.writeString(last, "damaged");
    assertThat(compare(target, 1, 2)).isEqualTo(2);
    assertThat(said()).contains("amplia: bc s1 ended with exit code 2").contains("bc-s1.log");

    Files.write(last, whole);
    assertThat(compare(target, 1, 2)).as(said()).isZero();
    assertThat(Files.readString(description)).contains("\"done\"");
  }

  private static ProcessHandle armProcess() {
    return ProcessHandle.current()
        .children()
        .filter(child -> child.info().command().orElse("").endsWith("java"))
        .findAny()
        .orElseThrow();
  }

  @Test
  void anArmThatIsKilledIsNoFaultOfTheInput() throws Exception {
    Path target = folder.resolve("killed");
    CompletableFuture<Integer> code = CompletableFuture.supplyAsync(() -> compare(target, 1, 2));
    Path log = target.resolve("bc-s1.log");
    while (!Files.exists(log) || Files.size(log) == 0) {
      assertThat(code).isNotDone();
      Thread.sleep(10);
    }
    armProcess().destroyForcibly();

    assertThat(code.get(1, TimeUnit.MINUTES)).isEqualTo(1);
    assertThat(said()).contains("amplia: bc s1 ended with exit code 137");
  }
}
