package org.amplia.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.amplia.net.InputEncoder;
import org.amplia.rom.Cartridge;
import org.amplia.rom.RomLibrary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small runs of the real thing: real ALE, real networks. */
class TrainingTest {
  @TempDir Path temporary;

  private final Cartridge cartridge = new RomLibrary(Path.of("none")).open("crossing");

  static Configuration small(Method method, int rounds, int threads) {
    ConfigurationReader reader = new ConfigurationReader(Defaults.of("crossing", method));
    for (String setting :
        List.of(
            "threads=" + threads,
            "demonstrations.games=2",
            "rounds.states=320",
            "rounds.valueGames=2",
            "rounds.batches=20",
            "rounds.batchSize=32",
            "rounds.hiddenUnits=32",
            "rounds.rememberedRounds=3",
            "rounds.maximum=" + rounds,
            "overseer.horizonSteps=4",
            "evaluation.progressGames=2",
            "evaluation.finalGames=3",
            "budget.frames=0")) {
      reader.set(setting);
    }
    return reader.resolve();
  }

  private RunFolder train(String name, Configuration configuration) {
    RunFolder folder =
        RunFolder.create(temporary.resolve(name), TestRuns.describe(configuration, cartridge));
    resume(folder, configuration);
    return folder;
  }

  private void resume(RunFolder folder, Configuration configuration) {
    try (Training training = new Training(folder, configuration, cartridge, Progress.NONE)) {
      training.run();
    }
  }

  private static List<String> withoutTime(RunFolder folder) {
    List<String> lines = new java.util.ArrayList<>();
    for (Measurement m : folder.measurements()) {
      m.values().keySet().removeIf(name -> name.endsWith("_seconds"));
      lines.add(m.round() + " " + m.actingFrames() + " " + m.frames() + " " + m.values());
    }
    folder
        .evaluations()
        .forEach(e -> lines.add(e.kind() + e.round() + " " + e.frames() + " " + e.scores()));
    return lines;
  }

  private static void assertSameCheckpoints(RunFolder a, RunFolder b) throws IOException {
    for (String name : List.of("last.safetensors", "best.safetensors")) {
      assertThat(Files.mismatch(a.checkpoints().resolve(name), b.checkpoints().resolve(name)))
          .as(name)
          .isEqualTo(-1);
    }
  }

  @Test
  void twinsAreIdentical() throws IOException {
    RunFolder one = train("one", small(Method.REINFORCE, 2, 1));
    RunFolder other = train("other", small(Method.REINFORCE, 2, 1));
    assertThat(withoutTime(one)).isEqualTo(withoutTime(other));
    assertSameCheckpoints(one, other);
    assertThat(one.description().state()).isEqualTo(RunState.DONE);
    assertThat(one.evaluations()).hasSize(4);
    assertThat(one.evaluations().get(3).scores()).hasSize(3);
  }

  @Test
  void aRoundWithHardlyAnyDecisiveStateIsARoundToo() {
    for (Method method : List.of(Method.REINFORCE, Method.DQFD)) {
      Configuration configuration =
          new ConfigurationReader(small(method, 2, 1)).set("rounds.states=1").resolve();
      RunFolder folder = train("one-state-" + method.label(), configuration);
      assertThat(folder.description().state()).isEqualTo(RunState.DONE);
      assertThat(folder.measurements()).hasSize(3);
      assertThat(folder.measurements().get(2).values().values()).noneMatch(v -> v.isNaN());
    }
  }

  @Test
  void theFirstAnswersChooseTheCellsThatTheNetworksSee() {
    RunFolder folder = train("features", small(Method.REINFORCE, 1, 1));
    try (Agent agent = Training.load(folder)) {
      InputEncoder.Ram ram = (InputEncoder.Ram) agent.policy().network().encoder();
      assertThat(ram.cells()[ram.pivot()]).isEqualTo(4);
      assertThat(ram.cells().length).isLessThan(32);
      assertThat(agent.evaluator().network().encoder().features()).isEqualTo(ram.features());
    }
  }

  @Test
  void anotherSeedIsAnotherRun() {
    Configuration first = small(Method.REINFORCE, 1, 1);
    assertThat(withoutTime(train("s1", first)))
        .isNotEqualTo(withoutTime(train("s2", first.withSeed(2))));
  }

  @Test
  void resumingGoesOnAsIfNothingHadHappened() throws IOException {
    RunFolder whole = train("whole", small(Method.DQFD, 2, 1));
    RunFolder resumed = train("resumed", small(Method.DQFD, 1, 1));
    // As if killed after the checkpoint, in the middle of the next line.
    resumed.write(resumed.description().withState(RunState.RUNNING));
    Files.writeString(
        resumed.path().resolve("metrics.jsonl"),
        "{\"round\":2,\"actingF",
        java.nio.file.StandardOpenOption.APPEND);
    resume(resumed, small(Method.DQFD, 2, 1));
    assertThat(withoutTime(resumed)).isEqualTo(withoutTime(whole));
    assertSameCheckpoints(whole, resumed);
  }

  @Test
  void baselinesNeedNoOverseer() {
    RunFolder bc = train("bc", small(Method.BC, 0, 2));
    assertThat(bc.measurements()).hasSize(1);
    assertThat(bc.measurements().get(0).frames())
        .isEqualTo(bc.measurements().get(0).actingFrames());
    RunFolder random = train("random", small(Method.RANDOM, 0, 2));
    Evaluation last = random.evaluations().get(1);
    assertThat(last.kind()).isEqualTo(Evaluation.FINAL);
    assertThat(last.meanScore()).isLessThan(3);
  }

  @Test
  void everyOverseerMethodRuns() {
    for (Method method : List.of(Method.IMITATION, Method.MIXED)) {
      RunFolder run = train(method.label(), small(method, 1, 2));
      Measurement measured = run.measurements().get(1);
      assertThat(measured.frames()).isGreaterThan(measured.actingFrames());
      assertThat(measured.values().values()).allMatch(Double::isFinite);
    }
  }
}
