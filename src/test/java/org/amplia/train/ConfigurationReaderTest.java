package org.amplia.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.amplia.base.UserError;
import org.amplia.observe.ObservationKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationReaderTest {
  @TempDir Path folder;

  private static ConfigurationReader reader() {
    return new ConfigurationReader(Defaults.of("crossing", Method.REINFORCE));
  }

  @Test
  void settingsReplaceTheFileAndTheFileReplacesTheDefaults() throws IOException {
    Path file = folder.resolve("c.json");
    Files.writeString(
        file, "{\"overseer\":{\"horizonSteps\":5,\"discount\":0.9},\"observation\":\"pixels\"}");
    Configuration resolved = reader().file(file).set("overseer.horizonSteps=7").resolve();
    assertThat(resolved.overseer().horizonSteps()).isEqualTo(7);
    assertThat(resolved.overseer().discount()).isEqualTo(0.9);
    assertThat(resolved.observation()).isEqualTo(ObservationKind.PIXELS);
    assertThat(resolved.rounds()).isEqualTo(Defaults.of("crossing", Method.REINFORCE).rounds());
  }

  @ParameterizedTest
  @CsvSource({
    "overseer.horizonStep=8, overseer.horizonSteps",
    "horizonSteps=8, overseer.horizonSteps",
    "update.leach=1, update.leash",
    "environment.stickyProbabilty=0, environment.stickyProbability",
    "sed=3, seed"
  })
  void unknownKeysNameTheNearest(String setting, String nearest) {
    assertThatThrownBy(() -> reader().set(setting))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("'" + nearest + "'")
        .hasMessageNotContaining("\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "threads=0",
        "threads=many",
        "budget.minutes=-1",
        "budget.frames=-5",
        "environment.stickyProbability=1.5",
        "environment.frameSkip=0",
        "observation=smell",
        "rounds.states=0",
        "overseer.discount=2",
        "update.leash=-1",
        "update.entropy=-1",
        "dagger.expert=nobody",
        "seed=null",
        "rounds.batchSize=1e99"
      })
  void valuesThatCannotBeAreOneLine(String setting) {
    assertThatThrownBy(() -> reader().set(setting).resolve())
        .isInstanceOf(UserError.class)
        .satisfies(error -> assertThat(error.getMessage().lines().count()).isEqualTo(1));
  }

  @Test
  void somebodyOfWhomThereIsOnlyAFolderIsNoExpert() {
    ConfigurationReader reader = new ConfigurationReader(Defaults.of("crossing", Method.DAGGER));
    reader.set("demonstrations.from=shown");
    assertThat(reader.resolve().dagger().expert()).isEqualTo("planner");
    assertThatThrownBy(() -> reader.set("dagger.expert=demonstrator").resolve())
        .isInstanceOf(UserError.class)
        .hasMessageContaining("choose planner or overseer");
  }

  @Test
  void filesThatAreNotConfigurationsAreNamed() throws IOException {
    Path file = folder.resolve("broken.json");
    for (String text :
        new String[] {"", "[]", "{", "{\"overseer\":3}", "{\"nonsense\":1}", "{}{}"}) {
      Files.writeString(file, text);
      assertThatThrownBy(() -> reader().file(file))
          .isInstanceOf(UserError.class)
          .hasMessageContaining("broken.json");
    }
  }
}
