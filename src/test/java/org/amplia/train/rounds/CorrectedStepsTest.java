package org.amplia.train.rounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.amplia.base.UserError;
import org.amplia.config.Configuration;
import org.amplia.config.ConfigurationReader;
import org.amplia.config.Method;
import org.amplia.episode.Correction;
import org.amplia.episode.CorrectionsFile;
import org.amplia.episode.Episode;
import org.amplia.episode.EpisodeReplay;
import org.amplia.observe.ObservedGame;
import org.amplia.overseer.DemonstratedGames;
import org.amplia.overseer.ScriptedDemonstrator;
import org.amplia.rom.Cartridge;
import org.amplia.rom.RomLibrary;
import org.amplia.run.Progress;
import org.amplia.run.RunFolder;
import org.amplia.run.TestRuns;
import org.amplia.train.agent.Checkpoint;
import org.amplia.update.Example;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person's corrections become answers of {@code dagger}. */
class CorrectedStepsTest {
  private static final Cartridge CARTRIDGE = new RomLibrary(Path.of("none")).open("crossing");

  @TempDir Path temporary;

  private static Correction correction(int step, String action) {
    return new Correction(step, action, "2026-01-01T12:00:00Z", "test", "human");
  }

  private Configuration configuration(String... more) {
    ConfigurationReader reader =
        new ConfigurationReader(TrainingTest.small(Method.DAGGER, 2, 1))
            .set("dagger.corrections=" + temporary.resolve("said"));
    for (String setting : more) {
      reader.set(setting);
    }
    return reader.resolve();
  }

  private Episode corrected() {
    Episode episode;
    try (DemonstratedGames games =
        new DemonstratedGames(
            CARTRIDGE,
            TrainingTest.small(Method.DAGGER, 1, 1).environment(),
            ScriptedDemonstrator.of("suboptimal").create("crossing", 0.3),
            3)) {
      episode = games.play(0, Map.of());
    }
    CorrectionsFile file = CorrectionsFile.of(temporary.resolve("said"), episode);
    file.append(episode, correction(30, "DOWN"));
    file.append(episode, correction(10, "DOWN"));
    file.append(episode, correction(10, "UP"));
    return episode;
  }

  @Test
  void theStateIsExecutedAgainAndTheBetterActionIsItsLabel() {
    Episode episode = corrected();
    CorrectedSteps steps = CorrectedSteps.of(configuration(), CARTRIDGE);
    assertThat(steps.frames()).isEqualTo(episode.frameOfStep(30));
    assertThat(steps.examples()).hasSize(2);
    int[] at = {10, 30};
    int[] label = {1, 2}; // UP and DOWN, of NOOP, UP and DOWN
    for (int i = 0; i < at.length; i++) {
      Example<Integer> example = steps.examples().get(i);
      assertThat(example.answers()).containsExactly(label[i]);
      try (ObservedGame game =
          EpisodeReplay.playTo(episode, CARTRIDGE, configuration().view(), at[i])) {
        assertThat(example.question()).isEqualTo(game.observation());
      }
    }
  }

  @Test
  void whatDoesNotFitIsOneLine() throws IOException {
    Episode episode = corrected();
    CorrectionsFile file = CorrectionsFile.of(temporary.resolve("said"), episode);
    assertThatThrownBy(() -> CorrectedSteps.of(configuration("environment.frameSkip=2"), CARTRIDGE))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("corrections.jsonl: its episode has agent steps of 4 frames");
    assertThatThrownBy(() -> file.append(episode, correction(episode.steps(), "UP")))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("has no agent step");
    String text = Files.readString(file.file());
    // Cut off in the middle of a line by a kill: the others count, and the next takes its place.
    Files.writeString(file.file(), text + "{\"step\":");
    assertThat(file.read().corrections()).hasSize(2);
    file.append(episode, correction(5, "NOOP"));
    assertThat(file.read().corrections()).extracting(Correction::step).containsExactly(5, 10, 30);
    for (String wrong :
        List.of(
            "{}",
            "{\"step\":1,\"action\":\"JUMP\",\"time\":\"\",\"session\":\"\",\"source\":\"human\"}",
            "{\"step\":1,\"action\":\"UP\",\"time\":\"\",\"session\":\"\",\"source\":\"planner\"}",
            "{\"step\":9999,\"action\":\"UP\",\"time\":\"\",\"session\":\"\",\"source\":\"human\"}")) {
      Files.writeString(file.file(), text + wrong + "\n");
      assertThatThrownBy(file::read).isInstanceOf(UserError.class).hasMessageContaining("line 5");
    }
    Files.delete(file.file());
    assertThatThrownBy(() -> CorrectedSteps.of(configuration(), CARTRIDGE))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("holds no .corrections.jsonl file");
  }

  @Test
  void aRunLearnsFromThemAndIsResumedWithoutTheFile() throws IOException {
    corrected();
    Configuration configuration = configuration();
    RunFolder run =
        RunFolder.create(temporary.resolve("run"), TestRuns.describe(configuration, CARTRIDGE));
    goOn(run, configuration);
    assertThat(run.measurements().get(1).values()).containsEntry("corrections", 2.0);
    assertThat(run.measurements().get(2).values()).containsEntry("corrections", 0.0);
    int decisive = run.measurements().get(1).values().get("states_decisive").intValue();
    Checkpoint checkpoint = Checkpoint.read(run.lastCheckpoint(), run);
    assertThat(checkpoint.data().visited().get(0)).hasSize(decisive + 2);
    checkpoint.agent().close();
    checkpoint.cloned().network().close();

    byte[] last = Files.readAllBytes(run.lastCheckpoint());
    Files.move(run.previousCheckpoint(), run.lastCheckpoint(), StandardCopyOption.REPLACE_EXISTING);
    for (CorrectionsFile file : CorrectionsFile.in(temporary.resolve("said"))) {
      Files.delete(file.file());
    }
    goOn(run, configuration);
    assertThat(run.lastCheckpoint()).hasBinaryContent(last);
  }

  private static void goOn(RunFolder run, Configuration configuration) {
    try (Training training = new Training(run, configuration, CARTRIDGE, Progress.NONE)) {
      training.run();
    }
  }
}
