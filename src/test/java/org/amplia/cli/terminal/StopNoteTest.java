package org.amplia.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.amplia.base.ShellWords;
import org.amplia.cli.CapturedConsole;
import org.amplia.cli.Main;
import org.amplia.run.RunDescription.RunState;
import org.amplia.run.RunFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What is left of a run whose process is told to stop, and of one that is killed. */
class StopNoteTest {
  private static final long LONGEST_NANOS = Duration.ofMinutes(2).toNanos();

  @TempDir Path folder;

  @RegisterExtension final CapturedConsole console = new CapturedConsole();

  private String said() throws IOException {
    return Files.readString(folder.resolve("said.txt"));
  }

  private Process amplia(Object... words) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    for (Object word : words) {
      command.add(word.toString());
    }
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("said.txt").toFile())
        .start();
  }

  private void waitUntil(BooleanSupplier so, Process process) throws Exception {
    long start = System.nanoTime();
    while (!so.getAsBoolean()) {
      assertThat(process.isAlive()).as(said()).isTrue();
      assertThat(System.nanoTime() - start).isLessThan(LONGEST_NANOS);
      Thread.sleep(100);
    }
  }

  private static RunState state(Path run) {
    return RunFolder.open(run).description().state();
  }

  @Test
  void aRunThatIsToldToStopSaysSoAndGoesOnWhenResumed() throws Exception {
    Path run = folder.resolve("run");
    Path checkpoint = run.resolve("checkpoints/last.safetensors");
    List<Object> words = new ArrayList<>(List.of("train", "crossing", "--out", run));
    for (String setting :
        List.of(
            "threads=1",
            "budget.frames=100000000",
            "demonstrations.games=1",
            "rounds.states=40",
            "rounds.valueGames=1",
            "rounds.batches=20",
            "evaluation.progressGames=1")) {
      words.addAll(List.of("--set", setting));
    }
    Process train = amplia(words.toArray());
    waitUntil(() -> Files.exists(run.resolve("run.json")), train);
    train.destroy();
    train.waitFor();
    assertThat(state(run)).isEqualTo(RunState.STOPPED);
    assertLastLine("stopped; go on with ./amplia resume " + run);

    Process anew = amplia("resume", run);
    waitUntil(() -> Files.exists(checkpoint), anew);
    assertThat(said()).contains(run + " has no checkpoint yet: it begins anew");
    assertThat(state(run)).isEqualTo(RunState.RUNNING);
    othersAreRefused(run, words, anew);
    anew.destroy();
    anew.waitFor();
    assertThat(state(run)).isEqualTo(RunState.STOPPED);
    assertLastLine("stopped; go on with ./amplia resume " + run);

    Process resume = amplia("resume", run);
    waitUntil(() -> state(run) == RunState.RUNNING, resume);
    resume.destroyForcibly().waitFor();
    assertThat(state(run)).isEqualTo(RunState.RUNNING);
    assertThat(said()).doesNotContain("anew", "stopped");
  }

  private void assertLastLine(String line) throws IOException {
    assertThat("\n" + said()).endsWith("\n" + line + "\n");
  }

  /** What writes is refused while the run is trained; what reads is not. */
  private void othersAreRefused(Path run, List<Object> words, Process training) {
    List<Object> forced = new ArrayList<>(words);
    forced.add("--force");
    for (List<Object> others : List.of(List.<Object>of("resume", run), forced)) {
      assertThat(console.run(others.toArray())).isEqualTo(2);
      assertThat(console.err().lines()).hasSize(1);
      assertThat(console.err()).contains("is being written by process " + training.pid());
    }
    assertThat(console.run("evaluate", run, "--episodes", 1)).as(console.err()).isZero();
    assertThat(console.run("report", run)).as(console.err()).isZero();
  }

  @Test
  void wordsAreWrittenForAShell() {
    assertThat(ShellWords.line(List.of("./amplia", "--set", "a=1,2", "it's $HOME", "", "ä b")))
        .isEqualTo("./amplia --set a=1,2 'it'\\''s $HOME' '' 'ä b'");
  }
}
