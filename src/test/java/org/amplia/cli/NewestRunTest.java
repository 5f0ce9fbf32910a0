package org.amplia.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.amplia.ask.EpisodeQuestions;
import org.amplia.cli.session.Runs;
import org.amplia.config.Defaults;
import org.amplia.config.Method;
import org.amplia.rom.RomLibrary;
import org.amplia.run.RunFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which run {@code ask GAME} takes if none is named. */
class NewestRunTest {
  @TempDir Path runs;

  private RunFolder run(String name, String game, String method, int hour) throws IOException {
    RunFolder run =
        RunFolder.create(
            runs.resolve(name),
            Runs.describe(
                Defaults.of(game, Method.of(method)),
                new RomLibrary(Path.of("none")).open(game),
                List.of("./amplia", "train")));
    Files.writeString(run.lastCheckpoint(), "x");
    Files.writeString(run.episodes().resolve("final-0.episode.json"), "x");
    touch(run, hour);
    return run;
  }

  private static void touch(RunFolder run, int hour) throws IOException {
    Files.setLastModifiedTime(run.path(), FileTime.fromMillis(hour * 3_600_000L));
  }

  @Test
  void theNewestThatCanBeAskedIsTaken() throws IOException {
    assertThat(EpisodeQuestions.newestRun(runs, "crossing")).isEmpty();
    assertThat(EpisodeQuestions.newestRun(runs.resolve("none"), "crossing")).isEmpty();
    run("crossing-reinforce-s1", "crossing", "reinforce", 1);
    // The name says nothing.
    RunFolder asked = run("mine", "crossing", "imitation", 2);
    for (String method : List.of("dqn", "ppo", "sqil", "dqfd-reward", "bc", "random")) {
      run("crossing-" + method, "crossing", method, 3);
    }
    run("crossing-not", "rally", "reinforce", 4);
    RunFolder unrecorded = run("crossing-a", "crossing", "reinforce", 5);
    Files.delete(unrecorded.episodes().resolve("final-0.episode.json"));
    RunFolder unmeasured = run("crossing-b", "crossing", "reinforce", 6);
    Files.delete(unmeasured.lastCheckpoint());
    RunFolder damaged = run("crossing-c", "crossing", "reinforce", 7);
    Files.writeString(damaged.path().resolve("run.json"), "{}");
    for (RunFolder run : List.of(unrecorded, unmeasured, damaged)) {
      touch(run, 9);
    }
    Files.createDirectories(runs.resolve("crossing-empty"));
    assertThat(EpisodeQuestions.newestRun(runs, "crossing")).contains(asked);
  }
}
