package org.amplia.train.rounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.amplia.config.Configuration;
import org.amplia.config.ConfigurationReader;
import org.amplia.config.Method;
import org.amplia.model.Preferences;
import org.amplia.rom.Cartridge;
import org.amplia.rom.RomLibrary;
import org.amplia.run.Progress;
import org.amplia.run.RunFolder;
import org.amplia.run.TestRuns;
import org.amplia.train.agent.Checkpoint;
import org.amplia.train.agent.TrainingData;
import org.amplia.update.Example;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run of {@code rrm} measures and remembers; {@link TrainingTest} resumes one. */
class ComparisonFeedbackTest {
  private static final Cartridge CARTRIDGE = new RomLibrary(Path.of("none")).open("crossing");

  @TempDir Path temporary;

  @Test
  void onlyTheBitsOfTheJudgeAndTheRewardModelsAnswersAreLearnedFrom() {
    Configuration configuration =
        new ConfigurationReader(TrainingTest.small(Method.RRM, 2, 1))
            .set("rrm.comparisons=5")
            .set("rrm.unjudgedStates=50")
            .resolve();
    RunFolder run =
        RunFolder.create(temporary.resolve("run"), TestRuns.describe(configuration, CARTRIDGE));
    try (Training training = new Training(run, configuration, CARTRIDGE, Progress.NONE)) {
      training.run();
    }
    Checkpoint checkpoint = Checkpoint.read(run.checkpoints().resolve("last.safetensors"), run);
    TrainingData data = checkpoint.data();
    assertThat(data.judged()).hasSize(2);
    double squares = 0;
    int remembered = 0;
    for (int round = 0; round < 2; round++) {
      Map<String, Double> values = run.measurements().get(round + 1).values();
      List<Preferences> judged = data.judged().get(round);
      List<Example<Integer>> visited = data.visited().get(round);
      int decisive = values.get("states_decisive").intValue();
      assertThat(judged).hasSize(decisive - decisive / 10).hasSameSizeAs(visited);
      assertThat(values).containsEntry("comparisons", 5.0 * judged.size());
      assertThat(values.get("reward_judge_agreement")).isBetween(0.0, 1.0);
      assertThat(values.get("reward_judge_ceiling")).isBetween(0.5, 1.0);
      assertThat(values.get("reward_overseer_agreement")).isBetween(0.0, 1.0);
      assertThat(values).containsKeys("reward_gain_held_out", "evaluator_error");
      for (int i = 0; i < visited.size(); i++) {
        assertThat(visited.get(i).question()).isEqualTo(judged.get(i).observation());
        double sum = 0;
        for (float advantage : visited.get(i).advantages()) {
          sum += advantage;
          squares += (double) advantage * advantage / (visited.get(i).advantages().length - 1);
        }
        assertThat(sum).isCloseTo(0, within(1e-4));
        remembered++;
      }
    }
    // All remembered rounds are answered anew by the newest reward model, in its own unit.
    assertThat(squares / remembered).isCloseTo(1, within(1e-3));
    checkpoint.agent().close();
    checkpoint.cloned().network().close();
  }
}
