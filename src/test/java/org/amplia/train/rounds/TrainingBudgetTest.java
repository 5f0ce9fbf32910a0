package org.amplia.train.rounds;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.amplia.config.Configuration;
import org.amplia.config.ConfigurationReader;
import org.amplia.config.Defaults;
import org.amplia.config.Method;
import org.amplia.rom.Cartridge;
import org.amplia.rom.PlantedCartridge;
import org.amplia.run.Cost;
import org.amplia.run.Evaluation;
import org.amplia.run.Measurement;
import org.amplia.run.Progress;
import org.amplia.run.RunDescription.RunState;
import org.amplia.run.RunFolder;
import org.amplia.run.TestRuns;
import org.amplia.train.agent.Checkpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a run ends, what it counts and what it keeps; its rounds are as short as can be. */
class TrainingBudgetTest {
  private static final Cartridge LEVERS = PlantedCartridge.levers();

  /** Frames of a game of levers, its start aside. */
  private static final int GAME = 1024;

  @TempDir Path temporary;

  /** What a run was told to report, in words and as the share that is behind. */
  private final List<String> reported = new ArrayList<>();

  private final List<Double> shares = new ArrayList<>();
  private final List<Double> left = new ArrayList<>();

  private static Configuration configuration(Method method, String... settings) {
    ConfigurationReader reader = new ConfigurationReader(Defaults.of("levers", method));
    for (String setting :
        List.of(
            "threads=1",
            "environment.stickyProbability=0",
            "demonstrations.games=1",
            "rounds.states=16",
            "rounds.valueGames=1",
            "rounds.batches=2",
            "rounds.batchSize=8",
            "rounds.hiddenUnits=8",
            "rounds.maximum=3",
            "overseer.horizonSteps=2",
            "evaluation.progressGames=1",
            "evaluation.finalGames=2",
            "budget.minutes=0",
            "budget.frames=0")) {
      reader.set(setting);
    }
    ConfigurationReader changed = new ConfigurationReader(reader.resolve());
    for (String setting : settings) {
      changed.set(setting);
    }
    return changed.resolve();
  }

  private RunFolder train(String name, Configuration configuration) {
    RunFolder folder =
        RunFolder.create(temporary.resolve(name), TestRuns.describe(configuration, LEVERS));
    resume(folder, configuration);
    return folder;
  }

  private void resume(RunFolder folder, Configuration configuration) {
    Progress progress =
        (what, done, cost, secondsLeft) -> {
          reported.add(what);
          shares.add(done);
          left.add(secondsLeft);
        };
    try (Training training = new Training(folder, configuration, LEVERS, progress)) {
      training.run();
    }
  }

  /** What was measured but for the time it took. */
  private static List<Map<String, Double>> measured(RunFolder folder) {
    List<Map<String, Double>> all = new ArrayList<>();
    for (Measurement measurement : folder.measurements()) {
      Map<String, Double> values = new TreeMap<>(measurement.values());
      values.keySet().removeIf(name -> name.endsWith("_seconds"));
      all.add(values);
    }
    return all;
  }

  /**
   * A round begins if what is spent on those before and on it, should it cost as much as they did
   * on average, is within the budget. What comes before the first counts as half a round.
   */
  @Test
  void noRoundBeginsThatTheBudgetIsTooSmallFor() {
    RunFolder free = train("free", configuration(Method.REINFORCE));
    List<Measurement> rounds = free.measurements();
    assertThat(rounds).hasSize(4);
    double expected = rounds.get(2).frames() * 3.5 / 2.5;
    long enough = (long) Math.ceil(expected);
    assertThat(
            train("enough", configuration(Method.REINFORCE, "budget.frames=" + enough))
                .measurements())
        .hasSize(4);
    RunFolder less =
        train("less", configuration(Method.REINFORCE, "budget.frames=" + (enough - 1)));
    assertThat(less.measurements()).hasSize(3);
    assertThat(measured(less)).isEqualTo(measured(free).subList(0, 3));
  }

  @Test
  void everyFrameIsCountedAndTheBestRoundIsKept() {
    Configuration configuration = configuration(Method.REINFORCE);
    RunFolder run = train("run", configuration);
    List<Measurement> rounds = run.measurements();
    // A demonstrated game and one for the evaluator.
    assertThat(rounds.get(0).frames())
        .isBetween(2L * GAME, 2L * (GAME + 30))
        .isEqualTo(rounds.get(0).actingFrames());
    for (int round = 1; round <= 3; round++) {
      long acting = rounds.get(round).actingFrames() - rounds.get(round - 1).actingFrames();
      long all = rounds.get(round).frames() - rounds.get(round - 1).frames();
      // Visits and a game; and for each of 16 states three actions, of two steps at most.
      assertThat(acting).isGreaterThan(GAME);
      assertThat(all - acting).isBetween(16L * 12, 16L * 24);
    }
    List<Evaluation> evaluations = run.evaluations();
    assertThat(evaluations).hasSize(5);
    double best =
        evaluations.subList(0, 4).stream().mapToDouble(Evaluation::meanScore).max().orElseThrow();
    Checkpoint last = Checkpoint.read(run.lastCheckpoint(), run);
    assertThat(last.best()).isEqualTo(best);
    assertThat(last.round()).isEqualTo(3);
    last.agent().close();
    last.cloned().network().close();
    Checkpoint kept = Checkpoint.read(run.checkpoints().resolve("best.safetensors"), run);
    assertThat(evaluations.get(kept.round()).meanScore()).isEqualTo(best);
    kept.agent().close();
    kept.cloned().network().close();
    assertThat(run.description().state()).isEqualTo(RunState.DONE);
    assertThat(run.episodes().toFile().list()).hasSize(Training.RECORDED_EPISODES);
    assertThat(run.transcripts().toFile().list()).isNotEmpty();

    assertThat(reported)
        .startsWith("demonstrations", "cloning", "measuring after round 0")
        .contains("round 1", "measuring after round 1", "round 3", "measuring after round 3")
        .endsWith("final evaluation", "recording", "done")
        .doesNotContain("round 4");
    assertThat(shares).allMatch(done -> done >= 0 && done <= 1).endsWith(1.0);
    assertThat(shares.get(0)).isZero();
    assertThat(left.get(0)).isNaN();
    assertThat(left).endsWith(0.0);
    // As soon as there was a round, it is known how long the others take.
    int second = reported.indexOf("round 2");
    assertThat(left.subList(second, left.size()))
        .allMatch(seconds -> seconds >= 0 && seconds < 600);
  }

  @Test
  void aRunThatGoesOnIsTheOneThatNeverStopped() {
    RunFolder whole = train("whole", configuration(Method.DAGGER, "rounds.maximum=2"));
    RunFolder parts = train("parts", configuration(Method.DAGGER, "rounds.maximum=1"));
    resume(parts, configuration(Method.DAGGER, "rounds.maximum=2"));
    assertThat(measured(parts)).isEqualTo(measured(whole));
    List<Cost> cost = parts.measurements().stream().map(Measurement::cost).toList();
    assertThat(cost.get(2).frames()).isEqualTo(whole.measurements().get(2).frames());
    assertThat(cost.get(2).seconds()).isGreaterThan(cost.get(1).seconds());
  }

  @Test
  void withoutRoundsThereIsTheCloneAlone() {
    RunFolder clone = train("bc", configuration(Method.BC, "rounds.maximum=0"));
    assertThat(clone.measurements()).hasSize(1);
    assertThat(clone.measurements().get(0).frames()).isBetween((long) GAME, GAME + 30L);
    assertThat(clone.measurements().get(0).values()).containsKeys("demonstrator_score");
    assertThat(Files.exists(clone.checkpoints().resolve("best.safetensors"))).isTrue();
    assertThat(reported).contains("cloning");
    reported.clear();
    RunFolder random = train("random", configuration(Method.RANDOM, "rounds.maximum=0"));
    assertThat(reported).doesNotContain("cloning");
    assertThat(measured(random).get(0).get("demonstrator_score"))
        .isEqualTo(measured(clone).get(0).get("demonstrator_score"));
  }
}
