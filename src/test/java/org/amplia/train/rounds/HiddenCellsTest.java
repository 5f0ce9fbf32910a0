package org.amplia.train.rounds;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.amplia.config.Configuration;
import org.amplia.config.ConfigurationReader;
import org.amplia.config.Method;
import org.amplia.rom.Cartridge;
import org.amplia.rom.RomLibrary;
import org.amplia.run.Progress;
import org.amplia.run.RunFolder;
import org.amplia.run.TestRuns;
import org.amplia.train.agent.Checkpoint;
import org.amplia.train.games.Return;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code hiddenCells}: M1 does not see them, and the demonstrator and the game do. */
class HiddenCellsTest {
  private static final Cartridge CROSSING = new RomLibrary(Path.of("none")).open("crossing");

  /** The cars of four lanes, and the clock's second byte. */
  private static final List<Integer> HIDDEN = List.of(3, 10, 11, 12, 13);

  @TempDir Path temporary;

  private RunFolder train(String name, Method method, List<Integer> hidden) {
    Configuration configuration = configuration(method, hidden);
    RunFolder folder =
        RunFolder.create(temporary.resolve(name), TestRuns.describe(configuration, CROSSING));
    try (Training training = new Training(folder, configuration, CROSSING, Progress.NONE)) {
      training.run();
    }
    return folder;
  }

  private static Configuration configuration(Method method, List<Integer> hidden) {
    return new ConfigurationReader(TrainingTest.small(method, 1, 1))
        .set("demonstrations.demonstrator=planner")
        .set("hiddenCells", hidden, "the test")
        .resolve();
  }

  private static Checkpoint last(RunFolder folder) {
    return Checkpoint.read(folder.checkpoints().resolve("last.safetensors"), folder);
  }

  @Test
  void m1SeesThemNowhereAndTheDemonstratorPlaysAsBefore() {
    RunFolder whole = train("whole", Method.IMITATION, List.of());
    RunFolder hiding = train("hiding", Method.IMITATION, HIDDEN);
    Checkpoint seeing = last(whole);
    Checkpoint blind = last(hiding);
    assertThat(blind.data().demonstrations())
        .extracting(Return::action)
        .isEqualTo(seeing.data().demonstrations().stream().map(Return::action).toList());
    assertThat(score(hiding)).isEqualTo(score(whole));

    for (int cell : HIDDEN) {
      for (int byteOfIt : List.of(cell, 128 + cell)) {
        assertThat(seen(seeing)).anySatisfy(o -> assertThat(o[byteOfIt]).isNotZero());
        assertThat(seen(blind)).isNotEmpty().allSatisfy(o -> assertThat(o[byteOfIt]).isZero());
      }
    }
  }

  private static double score(RunFolder folder) {
    return folder.measurements().get(0).values().get("demonstrator_score");
  }

  /** Demonstrations and the games of the value: what policy and evaluator are trained on. */
  private static List<byte[]> seen(Checkpoint checkpoint) {
    return Stream.concat(
            checkpoint.data().demonstrations().stream(),
            checkpoint.data().games().stream().flatMap(List::stream))
        .map(Return::observation)
        .toList();
  }
}
