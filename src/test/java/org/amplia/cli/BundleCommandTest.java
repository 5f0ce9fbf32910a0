package org.amplia.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.amplia.report.SyntheticRuns;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code report --bundle}: one file of several runs. What it shows is tested in a browser. */
class BundleCommandTest {
  @RegisterExtension final CapturedConsole console = new CapturedConsole();
  @TempDir Path folder;

  private Path one;
  private Path two;
  private Path file;

  @BeforeEach
  void runs() {
    one = SyntheticRuns.finished(folder.resolve("one"), "regularised", 1, 12).path();
    two = SyntheticRuns.finished(folder.resolve("two"), "dqn", 1, 9).path();
    file = folder.resolve("bundle.html");
  }

  private void refused(String message, Object... words) {
    assertThat(console.run(words)).isEqualTo(2);
    assertThat(console.err()).contains(message);
    assertThat(console.err().strip().lines()).hasSize(1);
  }

  @Test
  void oneFileIsWrittenAndNothingElse() throws IOException {
    assertThat(console.run("report", one, two, "--bundle", file)).as(console.err()).isZero();
    assertThat(console.out()).startsWith("bundle:  " + file + " (2 runs, ");
    assertThat(Files.readString(file))
        .contains("2 runs of crossing", "Final scores", "Probability of improvement")
        .contains("report " + one + " " + two + " --bundle " + file);
    for (Path run : new Path[] {one, two}) {
      assertThat(run.resolve("report/index.html")).doesNotExist();
    }
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactlyInAnyOrder(one, two, file);
    }
  }

  @Test
  void runsOfSeveralGamesAreTogetherAndNotAveraged() throws IOException {
    Path pong = SyntheticRuns.empty(folder.resolve("pong"), "pong", "dqn", 1).path();
    Path again = SyntheticRuns.finished(folder.resolve("again"), "dqn", 1, 8).path();
    assertThat(console.run("report", two, again, pong, "--bundle", file))
        .as(console.err())
        .isZero();
    assertThat(Files.readString(file))
        .contains("3 runs of crossing, pong", "Final scores, crossing", "Final scores, pong")
        .contains("These runs are not averaged: ", "repeats dqn seed 1")
        .contains("No run has finished yet.");
  }

  @Test
  void whatIsThereIsReplacedOnRequestOnly() throws IOException {
    Files.writeString(file, "mine");
    refused("--bundle " + file + " exists", "report", one, "--bundle", file);
    assertThat(file).hasContent("mine");
    assertThat(console.run("report", one, "--bundle", file, "--force")).isZero();
    assertThat(Files.readString(file)).contains("1 run of crossing");
    refused("it is a folder", "report", one, "--bundle", folder);
  }

  @Test
  void aBundleIsNoReport() {
    refused(
        "--bundle writes one file and no report: leave --out and --json out",
        "report",
        one,
        two,
        "--bundle",
        file,
        "--out",
        folder.resolve("out"));
    refused("leave --out and --json out", "report", one, "--bundle", file, "--json");
    assertThat(file).doesNotExist();
  }
}
