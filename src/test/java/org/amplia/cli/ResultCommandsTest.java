package org.amplia.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.amplia.report.SyntheticRuns;
import org.amplia.report.export.ResultFile;
import org.amplia.report.export.ResultLine;
import org.amplia.run.Measurement;
import org.amplia.run.RunFolder;
import org.junit.jupiter.api.Test;

/** Files of results, a line a seed. */
class ResultCommandsTest extends CommandTest {
  private Object[] compare(Path csv, Object... more) {
    List<Object> words = new ArrayList<>(List.of("compare", "--methods", "random", "--csv", csv));
    words.addAll(List.of("--out", folder.resolve("all"), "--set", "threads=1"));
    words.addAll(List.of("--set", "evaluation.progressGames=1"));
    words.addAll(List.of("--set", "evaluation.finalGames=2", "--frames", 1000));
    words.addAll(List.of(more));
    return words.toArray();
  }

  @Test
  void aComparisonAppendsEachSeedOnceAndItsTablesAreMadeOfTheFile() throws IOException {
    Path csv = folder.resolve("early.csv");
    assertThat(run(compare(csv, "--seeds", 2))).as(console.err()).isZero();
    byte[] first = Files.readAllBytes(csv);
    assertThat(ResultFile.read(csv))
        .extracting(line -> line.source().experiment() + " " + line.arm() + " " + line.seed())
        .containsExactly("early random 1", "early random 2");
    // What is finished is taken over, wherever the lines go and however intervals are computed.
    assertThat(run(compare(csv, "--seeds", 2, "--interval", "percentile"))).isZero();
    assertThat(Files.readAllBytes(csv)).isEqualTo(first);
    Path other = folder.resolve("other.csv");
    assertThat(run(compare(other, "--seeds", 2))).isZero();
    assertThat(ResultFile.read(other)).extracting(ResultLine::seed).containsExactly(1L, 2L);

    Path out = folder.resolve("tables");
    assertThat(run("report", "results", csv, "--out", out)).as(console.err()).isZero();
    assertThat(stdout()).contains("## early: score on crossing", "| random | 2 | ");
    assertThat(out.resolve("results.md")).content().contains("| random | 2 | ");
    assertThat(out.resolve("early-score-on-crossing.png")).isNotEmptyFile();
    assertOneLineError(run("report", "results", csv, "--out", out));
    assertThat(run("report", "results", csv, "--out", out, "--force")).isZero();
  }

  @Test
  void anotherRunOfTheSameSeedIsRefusedBeforeAnythingIsTrained() throws IOException {
    Path csv = folder.resolve("early.csv");
    Path runs = folder.resolve("runs");
    SyntheticRuns.finished(runs.resolve("random-s1"), "random", 1, 3);
    assertThat(run("report", runs.resolve("random-s1"), "--csv", csv)).as(console.err()).isZero();
    byte[] before = Files.readAllBytes(csv);
    assertOneLineError(run(compare(csv, "--seeds", 1)));
    assertThat(console.err()).contains("early.csv has seed 1 of random on crossing already");
    assertThat(folder.resolve("all")).doesNotExist();
    assertThat(Files.readAllBytes(csv)).isEqualTo(before);
    assertThat(run(compare(csv, "--seeds", 1, "--force"))).as(console.err()).isZero();
    assertThat(ResultFile.read(csv)).hasSize(1);
    assertThat(Files.readAllBytes(csv)).isNotEqualTo(before);
  }

  @Test
  void aReportNamesTheArmAndAddsMetrics() {
    Path csv = folder.resolve("arms.csv");
    Path run = folder.resolve("runs").resolve("regularised-s1");
    SyntheticRuns.finished(run, "regularised", 1, 3);
    assertThat(run("report", run, "--csv", csv, "--arm", "no M2", "--metric", "policy_entropy"))
        .as(console.err())
        .isZero();
    List<ResultLine> lines = ResultFile.read(csv);
    assertThat(lines).extracting(ResultLine::arm).containsExactly("no M2", "no M2");
    assertThat(lines)
        .extracting(ResultLine::measure)
        .containsExactly("score", "policy_entropy, mean over rounds");
    double sum = 0;
    List<Measurement> measured = RunFolder.open(run).measurements();
    for (Measurement measurement : measured) {
      sum += measurement.values().get("policy_entropy");
    }
    assertThat(lines.get(1).score()).isCloseTo(sum / measured.size(), within(1e-9));
    assertThat(lines.get(1).frames()).isEqualTo(lines.get(0).frames());

    assertOneLineError(run("report", run, "--csv", csv, "--metric", "policy_entrophy"));
    assertThat(console.err()).contains("has not measured policy_entrophy", "policy_entropy");
    assertOneLineError(run("report", run, "--arm", "x"));
    assertOneLineError(run("report", run, "--metric", "policy_entropy"));
    assertThat(ResultFile.read(csv)).hasSize(2);
  }

  @Test
  void wrongFilesAndKindsAreOneLine() throws IOException {
    Path csv = folder.resolve("memory.csv");
    Files.writeString(csv, "method,commit\nbc,x\n");
    assertOneLineError(run(compare(csv)));
    assertThat(console.err()).contains("memory.csv is no file of results");
    assertThat(folder.resolve("all")).doesNotExist();
    assertOneLineError(
        run("experiment", "tabular", "--out", folder.resolve("tabular"), "--csv", csv));
    assertThat(folder.resolve("tabular")).doesNotExist();
    assertOneLineError(run("report", "results", csv));
    assertOneLineError(run("report", "results", folder.resolve("missing.csv")));
    assertOneLineError(run(compare(folder, "--seeds", 1)));
    assertOneLineError(run(compare(folder.resolve("new.csv"), "--interval", "bca")));
  }
}
