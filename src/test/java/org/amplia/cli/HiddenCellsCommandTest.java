package org.amplia.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.amplia.ask.RecordedRun;
import org.amplia.run.RunFolder;
import org.amplia.run.TestRuns;
import org.junit.jupiter.api.Test;

/** {@code hiddenCells} from the command line on: recorded, and honoured by whatever reads a run. */
class HiddenCellsCommandTest extends CommandTest {
  @Test
  void aRunRemembersWhatItDidNotSee() throws IOException {
    Path config = folder.resolve("hidden.json");
    Files.writeString(config, "{\"hiddenCells\": [4, 12]}");
    Path target = folder.resolve("run");
    Object[] words =
        small(target, "crossing", "--method", "reinforce", "--config", config.toString());
    assertThat(run(words)).as(console.err()).isZero();
    assertThat(RecordedRun.configuration(RunFolder.open(target)).hiddenCells())
        .containsExactly(4, 12);

    assertThat(run("evaluate", target, "--episodes", 1)).as(console.err()).isZero();
    assertThat(run("ask", "crossing", "--run", target, "--step", 20)).isZero();
    // A state's address is of what was seen in it too, so the same states come back only if what
    // is seen is the same.
    Path episode = target.resolve("episodes/final-0.episode.json");
    assertThat(run("replay", episode, "--verify", "--transcripts")).as(stdout()).isZero();
    assertThat(run("replay", episode, "--tree", 50)).isZero();

    assertOneLineError(
        run(
            "demonstrate",
            "crossing",
            "--demonstrator",
            "planner",
            "--decompositions",
            "--run",
            target,
            "--out",
            "x"));
    assertThat(console.err()).contains("hides RAM cells");

    Path description = target.resolve("run.json");
    String text = TestRuns.withoutChecksums(description);
    Files.writeString(description, text.replaceAll("(\"hiddenCells\"\\s*:\\s*\\[)[^]]*]", "$1]"));
    assertThat(run("replay", episode, "--verify", "--transcripts")).isEqualTo(1);
  }

  @Test
  void whatCannotBeHiddenIsOneLine() {
    for (String cells : new String[] {"[128]", "[3,3]", "7", "[x]", "[-1]"}) {
      assertOneLineError(run("train", "--dry-run", "--set", "hiddenCells=" + cells));
    }
    assertOneLineError(
        run("train", "--dry-run", "--set", "hiddenCells=[3]", "--set", "observation=pixels"));
    assertThat(console.err()).contains("hiddenCells").contains("not ram");
  }
}
