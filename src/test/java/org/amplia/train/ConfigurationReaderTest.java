package org.amplia.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.amplia.base.Json;
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
    "sed=3, seed",
    "rrm.comparison=2, rrm.comparisons",
    "dqfdReward.margn=1, dqfdReward.margin",
    "dqfd-reward.pretrainingSteps=1, dqfdReward.pretrainingSteps",
    "sqil.temprature=1, sqil.temperature",
    "sqil.replay.batchSize=1, sqil.batchSize"
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
        "overseer.actionSteps=0",
        "overseer.actionSteps=1000",
        "update.leash=-1",
        "update.entropy=-1",
        "dagger.expert=nobody",
        "overseer.decomposition=guessed",
        "decomposition.items=0",
        "decomposition.states=9",
        "decomposition.update=hope",
        "decomposition.continuations=policy,demonstrator",
        "decomposition.chooserSteps=1",
        "rrm.comparisons=0",
        "rrm.judgeTemperature=-1",
        "rrm.judgeTemperature=warm",
        "rrm.unjudgedStates=-1",
        "seed=null",
        "rounds.batchSize=1e99",
        "dqn.batchSize=0",
        "dqn.batchSize=many",
        "dqn.batchSize=31.9",
        "dqn.doubleQ=1",
        "dqn.hiddenUnits=1000000000",
        "dqn.environments=2000",
        "ppo.environments=2000",
        "threads=1000000",
        "rounds.batchSize=100000",
        "dqn.capacityFrames=100000001",
        "dqn.dueling=perhaps",
        "dqfdReward.l2Weight=-1",
        "dqfdReward.pretrainingSteps=-1",
        "dqfdReward.reward=gold",
        "sqil.temperature=0",
        "sqil.batchSize=1"
      })
  void valuesThatCannotBeAreOneLine(String setting) {
    assertThatThrownBy(() -> reader().set(setting).resolve())
        .isInstanceOf(UserError.class)
        .satisfies(error -> assertThat(error.getMessage().lines().count()).isEqualTo(1));
  }

  @Test
  void aWholeNumberMayHaveAnExponentAndAFolderMayBeANumber() throws IOException {
    Path file = folder.resolve("c.json");
    Files.writeString(file, "{\"dqn\":{\"capacityFrames\":2e4},\"overseer\":{\"discount\":1}}");
    Configuration resolved =
        reader().file(file).set("budget.frames=1e6").set("demonstrations.from=2024").resolve();
    assertThat(resolved.dqn().replay().capacityFrames()).isEqualTo(20_000);
    assertThat(resolved.overseer().discount()).isEqualTo(1.0);
    assertThat(resolved.budget().frames()).isEqualTo(1_000_000);
    assertThat(resolved.demonstrations().from()).isEqualTo("2024");
  }

  /** What is shared by methods in the code is in each one's own section. */
  @Test
  void theKeysOfAMethodAreInOneSection() {
    JsonNode tree = Json.MAPPER.valueToTree(Defaults.of("crossing", Method.DQN));
    assertThat(names(tree.get("dqn")))
        .containsExactlyInAnyOrder(
            ("environments capacityFrames batchSize learningRate stepsPerGradientStep"
                    + " stepsPerTargetUpdate stepsBeforeLearning explorationEnd explorationSteps"
                    + " discount nSteps doubleQ dueling priorityExponent importance importanceSteps"
                    + " lifeLossEnds maxGradientNorm reward ramInputs hiddenUnits")
                .split(" "));
    assertThat(names(tree.get("sqil")))
        .contains("batchSize", "temperature")
        .doesNotContain("replay");
    Configuration changed =
        reader().set("sqil.batchSize=10").set("dqfdReward.dueling=false").resolve();
    assertThat(changed.sqil().replay().batchSize()).isEqualTo(10);
    assertThat(changed.dqfdReward().replay().dueling()).isFalse();
    assertThat(changed.dqn()).isEqualTo(Defaults.of("crossing", Method.DQN).dqn());
  }

  private static List<String> names(JsonNode section) {
    List<String> names = new ArrayList<>();
    section.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void everyShippedConfigurationChangesSomethingAndIsListed() throws IOException {
    String list = Files.readString(Path.of("configs/README.md"));
    try (Stream<Path> files = Files.list(Path.of("configs"))) {
      List<Path> shipped = files.filter(file -> file.toString().endsWith(".json")).toList();
      assertThat(shipped).hasSizeGreaterThan(6);
      for (Path file : shipped) {
        assertThat(reader().file(file).resolve())
            .as(file.toString())
            .isNotEqualTo(reader().resolve());
        assertThat(list).contains("`" + file.getFileName() + "`");
      }
    }
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
