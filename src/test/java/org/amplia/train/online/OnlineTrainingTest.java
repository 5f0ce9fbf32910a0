package org.amplia.train.online;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.amplia.base.UnreadableFile;
import org.amplia.base.UserError;
import org.amplia.config.Configuration;
import org.amplia.config.ConfigurationReader;
import org.amplia.config.Defaults;
import org.amplia.config.Method;
import org.amplia.model.ChoiceModel;
import org.amplia.net.InputEncoder;
import org.amplia.net.Network;
import org.amplia.net.TensorFile;
import org.amplia.observe.ObservationKind;
import org.amplia.rom.Cartridge;
import org.amplia.rom.RomLibrary;
import org.amplia.run.Evaluation;
import org.amplia.run.Measurement;
import org.amplia.run.RunDescription.RunState;
import org.amplia.run.RunFolder;
import org.amplia.run.TestRuns;
import org.amplia.train.agent.Checkpoint;
import org.amplia.train.agent.Checkpoints;
import org.amplia.train.agent.LoggedWarnings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Small runs of the real thing: real ALE, real networks. */
class OnlineTrainingTest {
  @TempDir Path temporary;

  private final Cartridge cartridge = new RomLibrary(Path.of("none")).open("crossing");

  private static Configuration small(Method method, ObservationKind kind, int rounds) {
    ConfigurationReader reader = new ConfigurationReader(Defaults.of("crossing", method));
    for (String setting :
        List.of(
            "observation=" + kind.name().toLowerCase(Locale.ROOT),
            "threads=1",
            "demonstrations.games=2",
            "ppo.environments=2",
            "ppo.rolloutSteps=100",
            "ppo.minibatchSize=60",
            "ppo.epochs=1",
            "ppo.hiddenUnits=16",
            "ppo.ramInputs=bytes",
            "dqn.stepsBeforeLearning=100",
            "dqn.priorityExponent=0.5",
            "dqn.nSteps=3",
            "dqfdReward.pretrainingSteps=10",
            "dqfdReward.dueling=false",
            "sqil.stepsBeforeLearning=100",
            "evaluation.everyFrames=" + (kind == ObservationKind.PIXELS ? 500 : 1000),
            "rounds.maximum=" + rounds,
            "environment.maxEpisodeFrames=" + (kind == ObservationKind.PIXELS ? 120 : 300),
            "evaluation.progressGames=1",
            "evaluation.finalGames=2",
            "budget.frames=0")) {
      reader.set(setting);
    }
    for (String section : List.of("dqn", "dqfdReward", "sqil")) {
      reader.set(section + ".environments=2");
      // The demonstrations take up to 152 of them.
      reader.set(section + ".capacityFrames=500");
      reader.set(section + ".batchSize=16");
      reader.set(section + ".hiddenUnits=16");
      reader.set(section + ".ramInputs=bytes");
      reader.set(section + ".stepsPerGradientStep=16");
      reader.set(section + ".stepsPerTargetUpdate=200");
    }
    return reader.resolve();
  }

  private RunFolder folder(String name, Configuration configuration) {
    return RunFolder.create(temporary.resolve(name), TestRuns.describe(configuration, cartridge));
  }

  private RunFolder train(RunFolder folder, Configuration configuration) {
    try (OnlineTraining training =
        new OnlineTraining(
            folder, configuration, cartridge, (what, done, cost, secondsLeft) -> {})) {
      training.run();
    }
    return folder;
  }

  private RunFolder copy(RunFolder run, String name) throws IOException {
    RunFolder copy = new RunFolder(temporary.resolve(name));
    try (var files = Files.walk(run.path())) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.path().resolve(run.path().relativize(file)));
      }
    }
    return copy;
  }

  private static Path checkpoint(RunFolder folder, String name) {
    return folder.checkpoints().resolve(name);
  }

  /** Names and hashes. */
  private static Map<String, String> checkpoints(RunFolder folder) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (var listed = Files.list(folder.checkpoints())) {
      for (Path file : listed.toList()) {
        files.put(file.getFileName().toString(), HexFormat.of().formatHex(sha(file)));
      }
    }
    return files;
  }

  private static byte[] sha(Path file) throws IOException {
    try {
      return MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void assertSame(RunFolder run, RunFolder whole) throws IOException {
    assertThat(checkpoints(run)).isEqualTo(checkpoints(whole)).isNotEmpty();
    assertThat(run.evaluations().stream().map(Evaluation::scores))
        .isEqualTo(whole.evaluations().stream().map(Evaluation::scores).toList());
    assertThat(run.measurements().stream().map(Measurement::values))
        .isEqualTo(whole.measurements().stream().map(Measurement::values).toList());
    assertThat(run.description().state()).isEqualTo(RunState.DONE);
  }

  /**
   * The stopped run is a run of its own up to its end, so this is also about twins. Methods with a
   * replay memory share what depends on the observations: one of them in pixels is enough.
   */
  @ParameterizedTest
  @CsvSource({"PPO,RAM", "PPO,PIXELS", "DQN,RAM", "DQFD_REWARD,PIXELS", "SQIL,RAM"})
  void aResumedRunEndsLikeAnUninterruptedOne(Method method, ObservationKind kind)
      throws IOException {
    Configuration whole = small(method, kind, 2);
    RunFolder uninterrupted = train(folder("whole", whole), whole);
    RunFolder stopped = train(folder("stopped", small(method, kind, 1)), small(method, kind, 1));
    assertThat(checkpoints(stopped)).isNotEqualTo(checkpoints(uninterrupted));
    assertSame(train(stopped, whole), uninterrupted);
  }

  /**
   * The inputs are chosen by a first look at the game, are kept with the parameters, and are the
   * same for whoever plays later.
   */
  @Test
  void chosenInputsTravelWithTheParameters() throws IOException {
    Configuration two = withFeatures(2);
    RunFolder whole = train(folder("whole", two), two);
    long look = whole.measurements().get(0).frames();
    assertThat(look).isBetween(4000 * 4 * 95 / 100L, 4000 * 4 * 115 / 100L);
    assertSame(train(train(folder("stopped", withFeatures(1)), withFeatures(1)), two), whole);
    try (Network network = OnlineTraining.load(whole, two)) {
      assertThat(network.encoder()).isInstanceOf(InputEncoder.RamAndBytes.class);
      InputEncoder.Ram chosen = ((InputEncoder.RamAndBytes) network.encoder()).chosen();
      // Where the turtle is, see docs/crossing.md.
      assertThat(chosen.cells()[chosen.pivot()]).isEqualTo(4);
      assertThat(chosen.partners()).hasSizeGreaterThan(5);
    }
  }

  private static Configuration withFeatures(int rounds) {
    return new ConfigurationReader(small(Method.DQN, ObservationKind.RAM, rounds))
        .set("dqn.ramInputs=features")
        .resolve();
  }

  /** Damaged after the first round, so that the run goes on from before it. */
  @Test
  void whatIsDamagedGivesWayToTheCheckpointBefore() throws IOException {
    Configuration one = small(Method.DQFD_REWARD, ObservationKind.RAM, 1);
    RunFolder whole = train(folder("whole", one), one);
    RunFolder run = null;
    for (String damaged : List.of("last.safetensors", "replay-1.bin")) {
      run = copy(whole, damaged + " damaged");
      byte[] content = Files.readAllBytes(checkpoint(run, damaged));
      content[content.length / 2] ^= 1;
      Files.write(checkpoint(run, damaged), content);
      try (LoggedWarnings warnings = new LoggedWarnings(Checkpoints.class)) {
        train(run, one);
        assertThat(warnings.messages())
            .singleElement()
            .asString()
            .contains(damaged + " is damaged", "the checkpoint before it")
            .doesNotContain("\n");
      }
      assertSame(run, whole);
    }

    // And if nothing is left, the user hears of both.
    RunFolder lost = run;
    for (String name : List.of("replay-0.bin", "replay-1.bin")) {
      Files.write(checkpoint(lost, name), new byte[100]);
    }
    assertThatThrownBy(() -> train(lost, one))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("no checkpoint can be read")
        .hasMessageContaining("replay-0.bin")
        .hasMessageNotContaining("\n");
  }

  @Test
  void anotherFormatIsRefusedAndNotReplaced() throws IOException {
    Configuration one = small(Method.PPO, ObservationKind.RAM, 1);
    RunFolder run = train(folder("run", one), one);
    Path last = checkpoint(run, "last.safetensors");
    TensorFile content = TensorFile.read(last);
    for (String format : new String[] {"1", null}) {
      Map<String, String> metadata = new LinkedHashMap<>(content.metadata());
      metadata.put("format", format);
      metadata.values().removeIf(value -> value == null);
      new TensorFile(metadata, content.tensors()).write(last);
      byte[] written = Files.readAllBytes(last);
      assertThatThrownBy(() -> train(run, one))
          .isInstanceOf(UserError.class)
          .isNotInstanceOf(UnreadableFile.class)
          .hasMessageContaining(format == null ? "without a format number" : "format 1")
          .hasMessageNotContaining("\n");
      assertThat(last).hasBinaryContent(written);
    }
    new TensorFile(Map.of("format", Integer.toString(OnlineCheckpoint.FORMAT)), content.tensors())
        .write(last);
    assertThatThrownBy(() -> OnlineCheckpoint.read(last, run))
        .isInstanceOf(UnreadableFile.class)
        .hasMessageContaining("is whole, but no checkpoint");
  }

  @Test
  void countsEveryFrameAndTellsWhatItMeasured() {
    Configuration configuration = small(Method.PPO, ObservationKind.RAM, 1);
    RunFolder folder = train(folder("run", configuration), configuration);
    List<Measurement> measurements = folder.measurements();
    assertThat(measurements).hasSize(2);
    Measurement measured = measurements.get(1);
    // 2 × 100 agent steps an update, 2 updates; a few of them only began an episode, with no-ops.
    assertThat(measured.frames()).isBetween(2 * 2 * 97 * 4L, 2 * 2 * 105 * 4L);
    assertThat(measured.actingFrames()).isEqualTo(measured.frames());
    assertThat(measured.values()).containsKeys("policy_loss", "value_loss", "policy_entropy");

    try (Network network = OnlineTraining.load(folder, configuration)) {
      ChoiceModel policy = new ChoiceModel(network);
      assertThat(policy.answerCount()).isEqualTo(3);
      byte[] observation = new byte[ObservationKind.RAM.length(3)];
      assertThat(policy.scores(new byte[][] {observation})[0]).hasSize(3);
    }
    assertThatThrownBy(() -> Checkpoint.loadAgent(folder))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("ppo, which asks no overseer");
  }

  @ParameterizedTest
  @EnumSource(names = {"DQFD_REWARD", "SQIL"})
  void demonstrationsCostTheirFramesAndAreScored(Method method) {
    Configuration configuration = small(method, ObservationKind.RAM, 1);
    RunFolder folder = train(folder("run", configuration), configuration);
    Measurement begun = folder.measurements().get(0);
    // Two games to the limit of 300 frames.
    assertThat(begun.frames()).isEqualTo(600);
    assertThat(begun.actingFrames()).isEqualTo(600);
    assertThat(begun.values()).containsKey("demonstrator_score");
    assertThat(begun.values().containsKey("margin_loss")).isEqualTo(method == Method.DQFD_REWARD);
    Measurement after = folder.measurements().get(1);
    assertThat(after.frames()).isBetween(600 + 1000L, 600 + 1600L);
    assertThat(after.values())
        .containsKeys("demonstrated_share", "td_error_size", "q_value", "training_game_score");
  }

  @Test
  void demonstrationsThatDoNotFitNameTheKey() {
    Configuration configuration =
        new ConfigurationReader(small(Method.SQIL, ObservationKind.RAM, 1))
            .set("sqil.capacityFrames=100")
            .resolve();
    RunFolder folder = folder("run", configuration);
    assertThatThrownBy(() -> train(folder, configuration))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("sqil.capacityFrames is 100")
        .hasMessageNotContaining("\n");
  }

  /** What was spent and what is to come were added up beyond a long, so nothing was learned. */
  @Test
  void aRunThatIsNeverMeasuredInBetweenLearnsUntilItsBudgetIsSpent() {
    Configuration configuration =
        new ConfigurationReader(small(Method.PPO, ObservationKind.RAM, 0))
            .set("evaluation.everyFrames=9223372036854775807")
            .set("budget.frames=2000")
            .set("rounds.maximum=3")
            .resolve();
    RunFolder run = train(folder("unmeasured", configuration), configuration);
    assertThat(run.measurements()).hasSize(2);
    assertThat(run.measurements().get(1).frames()).isGreaterThanOrEqualTo(2000);
  }

  @ParameterizedTest
  @CsvSource({"DQN,dqn", "DQFD_REWARD,dqfdReward", "SQIL,sqil"})
  void aMemoryThatCannotBeIsRefusedBeforeThereIsARun(Method method, String section) {
    String key = section + ".capacityFrames";
    Configuration usual = Defaults.of("crossing", method);
    // 706 GB of pictures.
    Configuration huge =
        new ConfigurationReader(usual).set("observation=pixels").set(key + "=100000000").resolve();
    assertThatThrownBy(() -> OnlineTraining.requireRoom(huge))
        .isInstanceOf(UserError.class)
        .hasMessageContaining(key)
        .hasMessageNotContaining("\n");
    Configuration tiny = new ConfigurationReader(usual).set(key + "=10").resolve();
    assertThatThrownBy(() -> OnlineTraining.requireRoom(tiny))
        .isInstanceOf(UserError.class)
        .hasMessageContaining(key + " is 10");
    OnlineTraining.requireRoom(Defaults.of("crossing", method));
    OnlineTraining.requireRoom(Defaults.of("crossing", Method.BC));
  }
}
