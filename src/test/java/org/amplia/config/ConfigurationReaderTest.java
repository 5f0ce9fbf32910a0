package org.amplia.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

  /** Only the post's updates may use an answer for a single step, rrm if it has one of them. */
  @ParameterizedTest
  @CsvSource({
    "reinforce, update.clip=0, true",
    "imitation, update.clip=0, true",
    "mixed, update.clip=0, true",
    "rrm, update.clip=0, false",
    "reinforce, update.clip=1, false",
    "dqfd, update.clip=0, false",
    "regularised, update.clip=0, false",
    "fitted-q, update.clip=0, false",
    "bc, update.clip=0, false"
  })
  void anAnswerIsUsedForOneStepByAPolicyThatGoesOn(String method, String setting, boolean once) {
    ConfigurationReader reader =
        new ConfigurationReader(Defaults.of("crossing", Method.of(method))).set(setting);
    if (once) {
      assertThatThrownBy(reader::resolve)
          .isInstanceOf(UserError.class)
          .hasMessageContaining("set rounds.start=last");
    } else {
      assertThat(reader.resolve().goesOn()).isFalse();
    }
    Configuration goesOn = reader.set("rounds.start=last").resolve();
    assertThat(goesOn.usesAnswersOnce()).isEqualTo(once);
    boolean overseen = goesOn.method().isOverseen();
    assertThat(goesOn.goesOn()).isEqualTo(overseen);
    assertThat(goesOn.rememberedRounds()).isEqualTo(overseen ? 1 : 8);
    Configuration modelled =
        new ConfigurationReader(Defaults.of("crossing", Method.RRM))
            .set(setting)
            .set("rrm.update=reinforce")
            .set("rounds.start=last")
            .resolve();
    assertThat(modelled.usesAnswersOnce()).isEqualTo(setting.endsWith("=0"));
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
        "update.approvals=0",
        "update.approvals=128",
        "update.own=9",
        "update.clip=-1",
        "update.gradient=q",
        "update.tieMargin=-1",
        "answers.planSteps=0",
        "answers.planSteps=17",
        "answers.play=all",
        "rounds.start=next",
        "rounds.inputCells=[128]",
        "rounds.inputCells=[4,4]",
        "evaluation.acting=drunk",
        "evaluation.evaluatorStates=3",
        "rrm.update=rrm",
        "rrm.update=ppo",
        "dagger.expert=nobody",
        "overseer.decomposition=guessed",
        "decomposition.items=0",
        "decomposition.states=9",
        "decomposition.update=hope",
        "decomposition.continuations=policy,demonstrator",
        "decomposition.lookUps=where",
        "decomposition.lookUps=reward/8/policy,",
        "decomposition.lookUps=ram-value-128/1/noop",
        "decomposition.lookUps=reward/8/demonstrator",
        "decomposition.lookUps=ram-value-8/1/noop,ram-value-8/1/noop",
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
  void aJudgeNeedsTwoAnswersToCompare() {
    assertThatThrownBy(() -> judged(1))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("update.approvals is 1");
    assertThat(judged(2).answerUpdate().draws().count(3)).isEqualTo(2);
  }

  private static Configuration judged(int approvals) {
    return new ConfigurationReader(Defaults.of("crossing", Method.RRM))
        .set("rrm.update=reinforce")
        .set("update.approvals=" + approvals)
        .resolve();
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

  @ParameterizedTest
  @CsvSource({
    "seed, 1, 2",
    "threads, 1, 2",
    "overseer.discount, 0.5, 0.51",
    "observation, ram, pixels",
    "dqn.doubleQ, true, false",
    "demonstrations.from, a, b",
    "game, crossing, rally",
    "method, bc, dqn"
  })
  void whatIsGivenTwiceWithDifferentValuesIsRefused(String key, String one, String other) {
    ConfigurationReader reader = reader().set(key + "=" + one).set(key + "=" + one);
    assertThatThrownBy(() -> reader.set(key + "=" + other))
        .isInstanceOf(UserError.class)
        .hasMessage(
            key
                + " is given twice: "
                + one
                + " by --set and "
                + other
                + " by --set; leave one of them out");
  }

  @Test
  void theSameValueMayBeGivenTwiceInEverySpelling() {
    Configuration resolved =
        reader()
            .set("budget.frames=1e6")
            .set("budget.frames", 1_000_000L, "--frames")
            .set("budget.frames=1000000.0")
            .set("budget.minutes=5")
            .set("budget.minutes", 5.0, "--minutes")
            .resolve();
    assertThat(resolved.budget()).isEqualTo(new Configuration.Budget(1_000_000, 5));
  }

  /** The defaults come before the file and depend on these two: nothing may contradict them. */
  @ParameterizedTest
  @CsvSource({"game, crossing, rally", "method, bc, dqn"})
  void gameAndMethodAreTakenFromWhereTheyAreGivenOnce(String key, String one, String other)
      throws IOException {
    Path file = folder.resolve("c.json");
    Files.writeString(file, Json.line(Map.of(key, one)));
    for (ConfigurationReader reader :
        List.of(
            reader().file(file),
            reader().set(key + "=" + one),
            reader().file(file).set(key + "=" + one))) {
      assertThat(key.equals("game") ? reader.game() : reader.method()).contains(one);
    }
    ConfigurationReader both = reader().file(file).set(key + "=" + other);
    assertThatThrownBy(key.equals("game") ? both::game : both::method)
        .isInstanceOf(UserError.class)
        .hasMessageContaining(key + " is given twice")
        .hasMessageContaining("c.json");
    assertThat(reader().game()).isEmpty();
    assertThat(reader().method()).isEmpty();
  }

  @Test
  void theDefaultsAreThoseOfTheMethodThatIsGiven() {
    ConfigurationReader given = reader().set("method=dagger").set("seed=4");
    Configuration resolved = given.resolve("rally", Method.of(given.method().orElseThrow()));
    assertThat(resolved).isEqualTo(Defaults.of("rally", Method.DAGGER).withSeed(4));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "threads=٣",
        "threads=+2",
        "threads=1_0",
        "threads=0x2",
        "threads=2.5",
        "threads=\"2\"",
        "threads=true",
        "threads=007",
        "threads=",
        "threads=1e99",
        "threads=NaN",
        "seed=-1",
        "budget.minutes=1d",
        "budget.minutes=1f",
        "budget.minutes=0x1p3",
        "budget.minutes=NaN",
        "budget.minutes=Infinity",
        "budget.minutes=1e400",
        "budget.minutes=1e-400",
        "budget.minutes=.5",
        "budget.minutes=5.",
        "budget.minutes=٣",
        "budget.minutes=1,5",
        "budget.minutes=\"NaN\"",
        "budget.minutes=[1]",
        "budget.minutes=false",
        "dqn.doubleQ=True",
        "dqn.doubleQ=yes",
        "dqn.doubleQ=0",
        "dqn.doubleQ=\"true\"",
        "dqn.nSteps=2147483648",
        "dqn.nSteps=2147483647",
        "rounds.states=2147483647",
        "evaluation.finalGames=100000001",
        "decomposition.chooserSteps=2000000000",
        "environment.maxEpisodeFrames=10",
        "environment.maxEpisodeFrames=1000000",
        "hiddenCells=[128]",
        "hiddenCells=[-1]",
        "hiddenCells=[8,9,8]",
        "hiddenCells=8",
        "hiddenCells=[8",
        "hiddenCells=[8.5]",
        "hiddenCells=[\"8\"]",
        "hiddenCells=[[8]]",
        "hiddenCells=[null]",
        "hiddenCells={}",
        "hiddenCells=null",
        "hiddenCells="
      })
  void onlyNumbersAreNumbersAndOnlyTrueIsTrue(String setting) {
    assertThatThrownBy(() -> reader().set(setting).resolve())
        .isInstanceOf(UserError.class)
        .satisfies(error -> assertThat(error.getMessage().lines().count()).isEqualTo(1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"threads\":\"2\"}",
        "{\"threads\":2.5}",
        "{\"threads\":true}",
        "{\"budget\":{\"minutes\":\"NaN\"}}",
        "{\"budget\":{\"minutes\":1e400}}",
        "{\"dqn\":{\"doubleQ\":\"true\"}}",
        "{\"device\":5}",
        "{\"game\":5}",
        "{\"seed\":-1}",
        "{\"hiddenCells\":8}",
        "{\"hiddenCells\":[8,\"9\"]}",
        "{\"hiddenCells\":[200]}",
        "{\"observation\":\"pixels\",\"hiddenCells\":[8]}",
        "{\"environment\":{\"fireOnReset\":true,\"maxEpisodeFrames\":1}}"
      })
  void aFilesValuesAreOfTheirKeysKind(String text) throws IOException {
    Path file = folder.resolve("c.json");
    Files.writeString(file, text);
    assertThatThrownBy(() -> reader().file(file).resolve())
        .isInstanceOf(UserError.class)
        .satisfies(error -> assertThat(error.getMessage().lines().count()).isEqualTo(1));
  }

  @Test
  void hiddenCellsAreAListOfCells() throws IOException {
    assertThat(reader().resolve().hiddenCells()).isEmpty();
    assertThat(reader().set("hiddenCells=[]").resolve()).isEqualTo(reader().resolve());
    Configuration set = reader().set("hiddenCells=[127, 0,8.0]").resolve();
    assertThat(set.hiddenCells()).containsExactly(127, 0, 8);
    Path file = folder.resolve("c.json");
    Files.writeString(file, "{\"hiddenCells\":[127,0,8]}");
    assertThat(reader().file(file).resolve()).isEqualTo(set);
    assertThat(reader().file(file).set("hiddenCells=[1]").resolve().hiddenCells())
        .containsExactly(1);
    assertThatThrownBy(() -> reader().set("hiddenCells=[1]").set("hiddenCells=[2]"))
        .hasMessage(
            "hiddenCells is given twice: [1] by --set and [2] by --set; leave one of them out");
    assertThatThrownBy(() -> reader().set("hiddenCells=[1,128]").resolve())
        .hasMessage("hiddenCells has 128: RAM cells are 0 … 127");
    assertThatThrownBy(() -> reader().set("hiddenCells=[1,7,1]").resolve())
        .hasMessage("hiddenCells has 1 twice: list each cell once");
    assertThatThrownBy(() -> reader().set("observation=pixels").set("hiddenCells=[1]").resolve())
        .hasMessage("hiddenCells hides RAM, and the observation is not ram: leave it out");
    assertThatThrownBy(() -> reader().set("hiddenCells=8"))
        .hasMessage(
            "--set: hiddenCells is \"8\": it must be a list of whole numbers, such as [8,9]");
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

  @ParameterizedTest
  @CsvSource({
    "ppo.discount=0.9, bc, ppo",
    "ppo.discount=0.9, dqn, ppo",
    "dqfdReward.margin=0.5, dqfd, dqfd-reward",
    "overseer.horizonSteps=5, dqn, reinforce",
    "demonstrations.games=5, ppo, sqil",
    "rounds.states=5, random, fitted-q",
    "rrm.comparisons=5, reinforce, rrm",
    "dagger.expert=planner, bc, dagger",
    "update.leash=0.5, dagger, mixed",
    "update.margin=0.5, reinforce, dqfd",
    "update.imitationWeight=0.5, imitation, mixed",
    "update.approvals=2, regularised, dqfd",
    "update.own=2, regularised, rrm",
    "update.gradient=p, reinforce, imitation",
    "update.baseline=false, imitation, mixed",
    "update.clip=0, dqfd, imitation",
    "rounds.rememberedRounds=2, bc, reinforce",
    "rounds.candidates=2, dagger, mixed",
    "evaluation.evaluatorStates=8, dqn, reinforce",
    "evaluation.everyFrames=5, reinforce, sqil"
  })
  void aKeyThatDoesNothingWithTheMethodIsRefused(String setting, String method, String reader) {
    ConfigurationReader given = reader().set(setting);
    Method chosen = Method.of(method);
    assertThatThrownBy(() -> given.checkRead(List.of(chosen)))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(
            "--set: " + setting.substring(0, setting.indexOf('=')) + " does nothing with " + method)
        .hasMessageContaining(reader);
    given.checkRead(List.of(chosen, Method.of(reader)));
  }

  @Test
  void aFileMayHoldKeysForSeveralMethods() throws IOException {
    Path file = folder.resolve("c.json");
    Files.writeString(file, "{\"ppo\":{\"discount\":0.9},\"dqn\":{\"discount\":0.9}}");
    reader().file(file).checkRead(List.of(Method.DQN));
  }

  /** A method whose settings are its own reads them; otherwise nobody could set them. */
  @Test
  void everyKeyIsReadBySomeMethod() {
    List<String> keys = new ArrayList<>();
    Json.MAPPER
        .valueToTree(Defaults.of("crossing", Method.BC))
        .properties()
        .forEach(
            entry ->
                entry
                    .getValue()
                    .properties()
                    .forEach(inner -> keys.add(entry.getKey() + "." + inner.getKey())));
    assertThat(keys)
        .hasSizeGreaterThan(50)
        .allSatisfy(
            key -> assertThat(Stream.of(Method.values()).anyMatch(m -> m.reads(key))).isTrue());
  }
}
