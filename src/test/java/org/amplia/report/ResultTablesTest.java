package org.amplia.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.amplia.base.UserError;
import org.amplia.report.export.ResultLine;
import org.amplia.report.export.ResultLine.Source;
import org.amplia.report.stat.IntervalKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultTablesTest {
  @TempDir Path temporary;

  private static ResultLine line(String arm, long seed, double score, Long frames) {
    Source source = new Source("mine", "abc", "./amplia compare --set 'a|b'");
    return new ResultLine(
        source, arm, "crossing", seed, "score", score, null, null, frames, frames, null, null);
  }

  private static List<ResultLine> arm(String arm, int seeds, double first) {
    List<ResultLine> lines = new ArrayList<>();
    for (int seed = 1; seed <= seeds; seed++) {
      lines.add(line(arm, seed, first + seed, 1000L));
    }
    return lines;
  }

  @Test
  void aTableHasItsCommandsItsArmsAndTheirPairs() throws IOException {
    List<ResultLine> lines = new ArrayList<>(arm("a|b", 5, 10));
    lines.addAll(arm("bc", 5, 0));
    ResultTables tables = new ResultTables(lines, IntervalKind.T);
    assertThat(tables.markdown())
        .contains(
            "## mine: score on crossing\n\n    ./amplia compare --set 'a|b'\n\nCommit: abc."
                + " *Early look: fewer than 10 seeds.*\n",
            "| a\\|b | 5 | 11 · 12 · 13 · 14 · 15 | 13 | 11.04 to 14.96 | 13 | 9.49 to 16.51 |",
            "| a\\|b less bc | 10 | 10 to 10 | 1.00 | 0.64 to 1.00 |")
        .doesNotContain("approved", "seconds", "png");
    assertThat(new ResultTables(lines, IntervalKind.PERCENTILE).markdown())
        .contains("1.00 to 1.00", "percentile bootstrap");
    Path written = tables.write(temporary.resolve("out"));
    assertThat(written).content().contains("](mine-score-on-crossing.png)");
    try (var files = Files.list(written.getParent())) {
      assertThat(files.toList())
          .containsExactlyInAnyOrderElementsOf(tables.files(written.getParent()));
    }
  }

  @Test
  void enoughSeedsAreNoEarlyLook() {
    assertThat(new ResultTables(arm("bc", 5, 0), IntervalKind.T).markdown())
        .doesNotContain("Early look", " less ");
    assertThat(new ResultTables(arm("bc", 4, 0), IntervalKind.T).markdown())
        .contains("*Early look: fewer than 5 seeds.*");
    List<ResultLine> claim = new ArrayList<>(arm("bc", 10, 0));
    claim.addAll(arm("dqn", 10, 1));
    assertThat(new ResultTables(claim, IntervalKind.T).markdown()).doesNotContain("Early look");
  }

  @Test
  void onlySeedsThatBothHaveArePairedAndUnknownFramesHaveNoPicture() {
    ResultTables tables =
        new ResultTables(
            List.of(
                line("a", 1, 5, null),
                line("a", 2, 7, null),
                line("a", 9, 100, null),
                line("b", 2, 6, null),
                line("b", 1, 2, null)),
            IntervalKind.T);
    assertThat(tables.markdown()).contains("| a less b | 2 | ");
    assertThat(tables.files(temporary)).containsExactly(temporary.resolve("results.md"));
  }

  @Test
  void aSeedWithTwoLinesIsRefused() {
    assertThatThrownBy(
            () ->
                new ResultTables(
                    List.of(line("bc", 1, 1, null), line("bc", 1, 2, null)), IntervalKind.T))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("seed 1 of bc has two lines");
    assertThatThrownBy(() -> new ResultTables(List.of(), IntervalKind.T))
        .isInstanceOf(UserError.class);
  }
}
