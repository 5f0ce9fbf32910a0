package org.amplia.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.amplia.base.UserError;
import org.amplia.model.AnswerModel;
import org.amplia.net.Network;
import org.amplia.observe.ObservationKind;
import org.amplia.rom.Cartridge;
import org.amplia.rom.RomLibrary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Small runs of the real thing: real ALE, real networks. */
class RewardTrainingTest {
  @TempDir Path temporary;

  private final Cartridge cartridge = new RomLibrary(Path.of("none")).open("crossing");

  private static Configuration small(Method method, ObservationKind kind, int rounds) {
    ConfigurationReader reader = new ConfigurationReader(Defaults.of("crossing", method));
    for (String setting :
        List.of(
            "observation=" + kind.name().toLowerCase(Locale.ROOT),
            "threads=1",
            "ppo.environments=2",
            "ppo.rolloutSteps=100",
            "ppo.minibatchSize=60",
            "ppo.epochs=1",
            "ppo.hiddenUnits=16",
            "dqn.environments=2",
            "dqn.capacityFrames=300",
            "dqn.hiddenUnits=16",
            "dqn.stepsBeforeLearning=100",
            "dqn.stepsPerGradientStep=16",
            "dqn.stepsPerTargetUpdate=200",
            "dqn.priorityExponent=0.5",
            "dqn.nSteps=3",
            "evaluation.everyFrames=1000",
            "rounds.maximum=" + rounds,
            "environment.maxEpisodeFrames=700",
            "evaluation.progressGames=1",
            "evaluation.finalGames=2",
            "budget.frames=0")) {
      reader.set(setting);
    }
    return reader.resolve();
  }

  private RunFolder folder(String name, Configuration configuration) {
    return RunFolder.create(temporary.resolve(name), TestRuns.describe(configuration, cartridge));
  }

  private RunFolder train(RunFolder folder, Configuration configuration) {
    try (RewardTraining training =
        new RewardTraining(folder, configuration, cartridge, (what, done, cost) -> {})) {
      training.run();
    }
    return folder;
  }

  private static byte[] last(RunFolder folder) throws IOException {
    return Files.readAllBytes(folder.checkpoints().resolve("last.safetensors"));
  }

  /** Names and bytes. */
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

  @ParameterizedTest
  @CsvSource({"PPO,RAM", "PPO,PIXELS", "DQN,RAM", "DQN,PIXELS"})
  void aResumedRunEndsLikeAnUninterruptedOne(Method method, ObservationKind kind)
      throws IOException {
    Configuration whole = small(method, kind, 2);
    RunFolder uninterrupted = train(folder("whole", whole), whole);
    RunFolder twin = train(folder("twin", whole), whole);
    RunFolder stopped = train(folder("stopped", small(method, kind, 1)), small(method, kind, 1));
    assertThat(last(stopped)).isNotEqualTo(last(uninterrupted));
    RunFolder resumed = train(stopped, whole);

    assertThat(last(twin)).isEqualTo(last(uninterrupted));
    assertThat(last(resumed)).isEqualTo(last(uninterrupted));
    assertThat(checkpoints(resumed)).isEqualTo(checkpoints(uninterrupted));
    assertThat(resumed.evaluations().stream().map(Evaluation::scores))
        .isEqualTo(uninterrupted.evaluations().stream().map(Evaluation::scores).toList());
    assertThat(resumed.description().state()).isEqualTo(RunState.DONE);
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
  }

  @Test
  void thePolicyIsLoadedAndTheOverseerIsNot() {
    Configuration configuration = small(Method.PPO, ObservationKind.RAM, 1);
    RunFolder folder = train(folder("run", configuration), configuration);
    try (Network network = RewardTraining.load(folder, configuration)) {
      AnswerModel policy = new AnswerModel(network);
      assertThat(policy.answerCount()).isEqualTo(3);
      byte[] observation = new byte[ObservationKind.RAM.length(3)];
      assertThat(policy.scores(new byte[][] {observation})[0]).hasSize(3);
    }
    assertThatThrownBy(() -> Training.load(folder))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("ppo, which asks no overseer");
  }
}
