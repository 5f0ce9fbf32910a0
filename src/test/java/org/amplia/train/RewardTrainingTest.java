package org.amplia.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.amplia.base.UserError;
import org.amplia.model.AnswerModel;
import org.amplia.net.Network;
import org.amplia.observe.ObservationKind;
import org.amplia.rom.Cartridge;
import org.amplia.rom.RomLibrary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Small runs of the real thing: real ALE, real networks. */
class RewardTrainingTest {
  @TempDir Path temporary;

  private final Cartridge cartridge = new RomLibrary(Path.of("none")).open("crossing");

  private static Configuration small(ObservationKind kind, int rounds) {
    ConfigurationReader reader = new ConfigurationReader(Defaults.of("crossing", Method.PPO));
    for (String setting :
        List.of(
            "observation=" + kind.name().toLowerCase(java.util.Locale.ROOT),
            "threads=1",
            "ppo.environments=2",
            "ppo.rolloutSteps=300",
            "ppo.minibatchSize=60",
            "ppo.epochs=1",
            "ppo.hiddenUnits=16",
            "ppo.updatesBetweenMeasurements=2",
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
    return RunFolder.create(
        temporary.resolve(name),
        new RunDescription(
            RunDescription.SCHEMA,
            List.of("test"),
            "crossing",
            configuration.method(),
            configuration.seed(),
            Map.of(),
            Map.of(),
            "test",
            cartridge.md5(),
            "2026-01-01T00:00:00Z",
            RunState.RUNNING));
  }

  private RunFolder train(RunFolder folder, Configuration configuration) {
    try (RewardTraining training =
        new RewardTraining(folder, configuration, cartridge, (what, done, cost) -> {})) {
      training.run();
    }
    return folder;
  }

  private static byte[] last(RunFolder folder) throws IOException {
    return Files.readAllBytes(Training.lastCheckpoint(folder));
  }

  @ParameterizedTest
  @EnumSource(ObservationKind.class)
  void aResumedRunEndsLikeAnUninterruptedOne(ObservationKind kind) throws IOException {
    Configuration whole = small(kind, 2);
    RunFolder uninterrupted = train(folder("whole", whole), whole);
    RunFolder twin = train(folder("twin", whole), whole);
    RunFolder stopped = train(folder("stopped", small(kind, 1)), small(kind, 1));
    assertThat(last(stopped)).isNotEqualTo(last(uninterrupted));
    RunFolder resumed = train(stopped, whole);

    assertThat(last(twin)).isEqualTo(last(uninterrupted));
    assertThat(last(resumed)).isEqualTo(last(uninterrupted));
    assertThat(resumed.evaluations().stream().map(Evaluation::scores))
        .isEqualTo(uninterrupted.evaluations().stream().map(Evaluation::scores).toList());
    assertThat(resumed.description().state()).isEqualTo(RunState.DONE);
  }

  @Test
  void countsEveryFrameAndTellsWhatItMeasured() {
    Configuration configuration = small(ObservationKind.RAM, 1);
    RunFolder folder = train(folder("run", configuration), configuration);
    List<Measurement> measurements = folder.measurements();
    assertThat(measurements).hasSize(2);
    Measurement measured = measurements.get(1);
    // 2 × 300 agent steps an update, 2 updates; a few of them only began an episode, with no-ops.
    assertThat(measured.frames()).isBetween(2 * 2 * 290 * 4L, 2 * 2 * 310 * 4L);
    assertThat(measured.actingFrames()).isEqualTo(measured.frames());
    assertThat(measured.values()).containsKeys("policy_loss", "value_loss", "policy_entropy");
  }

  @Test
  void thePolicyIsLoadedAndTheOverseerIsNot() {
    Configuration configuration = small(ObservationKind.RAM, 1);
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
