package org.amplia.train.rounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.amplia.config.Configuration;
import org.amplia.config.ConfigurationReader;
import org.amplia.config.Defaults;
import org.amplia.config.Method;
import org.amplia.model.ChoiceModel;
import org.amplia.rom.Cartridge;
import org.amplia.rom.PlantedCartridge;
import org.amplia.run.Evaluation;
import org.amplia.run.Measurement;
import org.amplia.run.Progress;
import org.amplia.run.RunFolder;
import org.amplia.run.TestRuns;
import org.amplia.train.agent.Agent;
import org.amplia.train.agent.Checkpoint;
import org.amplia.update.Example;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The loop in a world where it is known what should be learned: press the lever that is asked for,
 * see {@code src/test/cartridge/levers.asm}. A game has 38 points at most; the demonstrator, who
 * presses anything, gets half of them.
 */
class CentralLoopTest {
  private static final Cartridge LEVERS = PlantedCartridge.levers();

  /** Enough for it, in seconds. */
  private static final Map<String, String> SETTINGS =
      Map.ofEntries(
          Map.entry("threads", "1"),
          Map.entry("environment.stickyProbability", "0"),
          Map.entry("demonstrations.games", "4"),
          Map.entry("rounds.states", "400"),
          Map.entry("rounds.valueGames", "2"),
          Map.entry("rounds.batches", "300"),
          Map.entry("rounds.batchSize", "64"),
          Map.entry("rounds.hiddenUnits", "32"),
          Map.entry("rounds.maximum", "2"),
          Map.entry("overseer.horizonSteps", "3"),
          Map.entry("evaluation.progressGames", "1"),
          Map.entry("evaluation.finalGames", "2"),
          Map.entry("evaluation.evaluatorStates", "8"),
          Map.entry("budget.frames", "0"));

  @TempDir Path temporary;

  private static Configuration configuration(Method method, String... settings) {
    Map<String, String> values = new TreeMap<>(SETTINGS);
    for (String setting : settings) {
      String[] keyAndValue = setting.split("=");
      values.put(keyAndValue[0], keyAndValue[1]);
    }
    ConfigurationReader reader = new ConfigurationReader(Defaults.of("levers", method));
    values.forEach((key, value) -> reader.set(key + "=" + value));
    return reader.resolve();
  }

  private RunFolder folder(Configuration configuration) {
    return RunFolder.create(
        temporary.resolve("run" + System.nanoTime()), TestRuns.describe(configuration, LEVERS));
  }

  private static Checkpoint train(RunFolder folder, Configuration configuration) {
    try (Training training = new Training(folder, configuration, LEVERS, Progress.NONE)) {
      training.run();
    }
    return Checkpoint.read(folder.checkpoints().resolve("last.safetensors"), folder);
  }

  private static void close(Checkpoint checkpoint) {
    checkpoint.agent().close();
    checkpoint.cloned().network().close();
  }

  @ParameterizedTest
  @EnumSource(
      value = Method.class,
      names = {"IMITATION", "REINFORCE", "MIXED", "DQFD", "REGULARISED", "RRM"})
  void aPolicyFittedToTheOverseersApprovalsLearnsWhatItApprovesOf(Method method) {
    Configuration configuration = configuration(method);
    RunFolder folder = folder(configuration);
    Checkpoint checkpoint = train(folder, configuration);
    List<Evaluation> evaluations = folder.evaluations();
    assertThat(evaluations.get(0).meanScore()).isLessThan(25);
    assertThat(evaluations.get(evaluations.size() - 1).meanScore()).isGreaterThan(28);
    for (List<Example<Integer>> round : checkpoint.data().visited()) {
      List<byte[]> states = round.stream().map(Example::question).toList();
      assertThat(share(states, checkpoint.agent().policy())).isGreaterThan(0.9);
    }
    close(checkpoint);
  }

  /** One answer a state costs one look-ahead a state: three agent steps of four frames. */
  @Test
  void onlyTheAnswersAskedAboutCostFrames() {
    for (int approvals : new int[] {1, 3}) {
      Configuration configuration =
          configuration(
              Method.REINFORCE,
              "update.approvals=" + approvals,
              "rounds.maximum=1",
              "rounds.batches=1");
      RunFolder folder = folder(configuration);
      close(train(folder, configuration));
      Measurement before = folder.measurements().get(0);
      Measurement after = folder.measurements().get(1);
      long lookedAhead =
          (after.frames() - after.actingFrames()) - (before.frames() - before.actingFrames());
      if (approvals == 1) {
        // A game or two ends within.
        assertThat(lookedAhead).isBetween(400L * 3 * 4 - 20, 400L * 3 * 4);
      } else {
        // Some draws are equal, some answers make no difference.
        assertThat(lookedAhead).isBetween(1L, 3L * 400 * 3 * 4 - 1);
      }
    }
  }

  /** Share of states in which the policy's most probable answer is the lever asked for. */
  private static double share(List<byte[]> states, ChoiceModel policy) {
    List<Integer> answers = policy.modes(states.toArray(byte[][]::new));
    int right = 0;
    for (int i = 0; i < states.size(); i++) {
      right += answers.get(i) == PlantedCartridge.lever(states.get(i)) ? 1 : 0;
    }
    return (double) right / states.size();
  }

  @Test
  void onlyStatesInWhichTheActionMattersAreTaughtAndATenthOfThemIsHeldOut() {
    Configuration configuration = configuration(Method.REGULARISED, "rounds.batches=5");
    RunFolder folder = folder(configuration);
    Checkpoint checkpoint = train(folder, configuration);
    for (int round = 1; round <= 2; round++) {
      List<Example<Integer>> examples = checkpoint.data().visited().get(round - 1);
      assertThat(examples)
          .allMatch(example -> PlantedCartridge.lever(example.question()) != 0)
          .hasSizeGreaterThan(50);
      Map<String, Double> measured = folder.measurements().get(round).values();
      int decisive = measured.get("states_decisive").intValue();
      assertThat(examples).hasSize(decisive - decisive / 10);
      assertThat(measured).containsEntry("states_asked", 400.0);
      assertThat(decisive).isLessThan(200);
    }
    close(checkpoint);
  }

  @Test
  void approvalsHaveOneScaleAndNameTheLeverThatIsAskedFor() {
    Configuration configuration = configuration(Method.REGULARISED, "rounds.batches=5");
    RunFolder folder = folder(configuration);
    Checkpoint checkpoint = train(folder, configuration);
    for (List<Example<Integer>> examples : checkpoint.data().visited()) {
      double squares = 0;
      for (Example<Integer> example : examples) {
        float[] advantages = example.advantages();
        double sum = 0;
        for (float advantage : advantages) {
          squares += advantage * advantage / (advantages.length - 1);
          sum += advantage;
        }
        assertThat(sum).isCloseTo(0, within(1e-5));
      }
      assertThat(squares / examples.size()).isCloseTo(1, within(0.1));
      assertThat(approvedRightly(examples)).isGreaterThan(0.95);
    }
    close(checkpoint);
  }

  /** Share of examples in which the lever asked for is approved of more than the other one. */
  private static double approvedRightly(List<Example<Integer>> examples) {
    int right = 0;
    for (Example<Integer> example : examples) {
      int lever = PlantedCartridge.lever(example.question());
      right += example.advantages()[lever] > example.advantages()[3 - lever] ? 1 : 0;
    }
    return (double) right / examples.size();
  }

  /** Nine frames of ten repeat the action before: what an action does is seen without that. */
  @Test
  void lookAheadIsWithoutTheChancesOfTheGame() {
    Configuration configuration =
        configuration(
            Method.REGULARISED,
            "environment.stickyProbability=0.9",
            "rounds.batches=5",
            "rounds.maximum=1");
    RunFolder folder = folder(configuration);
    Checkpoint checkpoint = train(folder, configuration);
    List<Example<Integer>> examples = checkpoint.data().visited().get(0);
    assertThat(approvedRightly(examples)).isGreaterThan(0.95);
    // With chance, most first actions would not be taken, and the state would seem not to matter.
    assertThat(examples).hasSizeGreaterThan(60);
    close(checkpoint);
  }

  /**
   * What the evaluator says before looking is what M2 said after looking, if it is fitted to it.
   */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theEvaluatorComesToTheOverseersAnswersIfItIsFittedToThem(boolean distilAnswers) {
    Configuration configuration =
        configuration(
            Method.REGULARISED,
            "rounds.batches=800",
            "rounds.hiddenUnits=64",
            "rounds.valueGames=1",
            "rounds.maximum=1",
            "rounds.distilAnswers=" + distilAnswers);
    RunFolder folder = folder(configuration);
    Checkpoint checkpoint = train(folder, configuration);
    double difference = 0;
    int states = 0;
    for (List<Example<Integer>> examples : checkpoint.data().visited()) {
      for (Example<Integer> example : examples) {
        int lever = PlantedCartridge.lever(example.question());
        float[] values =
            checkpoint.agent().evaluator().values(new byte[][] {example.question()})[0];
        // The right lever scores a point, the other spoils the chance of it.
        difference += values[lever] - values[3 - lever];
        states++;
      }
    }
    // M2's own difference is 1.
    if (distilAnswers) {
      assertThat(difference / states).isGreaterThan(0.5);
    } else {
      assertThat(difference / states).isLessThan(0.4);
    }
    close(checkpoint);
  }

  /** What M2 reads is not what it is measured against: those are futures played to the end. */
  @Test
  void bothAnswersToQ2AreMeasuredAgainstPlayedFutures() {
    RunFolder measured = run("evaluation.evaluatorStates=40");
    RunFolder not = run("evaluation.evaluatorStates=0");
    Map<String, Double> values = measured.measurements().get(1).values();
    // Three steps of look-ahead show which lever scores.
    assertThat(values.get("overseer_tau")).isGreaterThan(0.9);
    assertThat(values.get("overseer_decision_gain")).isNotNegative();
    assertThat(values).containsKeys("overseer_nll", "evaluator_nll", "evaluator_tau");
    // They are in no axis, and change nothing.
    assertThat(values.get("evaluator_check_frames")).isPositive();
    Measurement without = not.measurements().get(1);
    assertThat(without.values()).doesNotContainKey("overseer_tau");
    assertThat(without.frames()).isEqualTo(measured.measurements().get(1).frames());
    assertThat(not.evaluations().get(1).scores()).isEqualTo(measured.evaluations().get(1).scores());
  }

  private RunFolder run(String setting) {
    Configuration configuration =
        configuration(Method.REGULARISED, "rounds.maximum=1", "rounds.batches=40", setting);
    RunFolder folder = folder(configuration);
    close(train(folder, configuration));
    return folder;
  }

  /** A price of divergence far above all approvals keeps a round's policy where it began. */
  @Test
  void theLeashHoldsToThePolicyThatTheRoundBeganWith() {
    Configuration first = configuration(Method.REGULARISED, "rounds.maximum=1");
    RunFolder folder = folder(first);
    close(train(folder, first));
    Configuration leashed =
        configuration(
            Method.REGULARISED,
            "update.leash=100",
            "update.entropy=0",
            "rounds.rememberedRounds=1",
            "rounds.batches=600");
    Checkpoint checkpoint = train(folder, leashed);
    Measurement second = folder.measurements().get(2);
    assertThat(second.values().get("kl_to_round_start")).isLessThan(0.1);
    close(checkpoint);
  }

  @Test
  void theAgentOfARunIsLoadedAsItWas() {
    Configuration configuration =
        configuration(Method.REGULARISED, "rounds.batches=5", "rounds.maximum=1");
    RunFolder folder = folder(configuration);
    Checkpoint checkpoint = train(folder, configuration);
    byte[][] states =
        checkpoint.data().visited().get(0).stream().map(Example::question).toArray(byte[][]::new);
    try (Agent loaded = Checkpoint.loadAgent(folder)) {
      assertThat(loaded.policy().scores(states))
          .isEqualTo(checkpoint.agent().policy().scores(states));
      assertThat(loaded.evaluator().values(states))
          .isEqualTo(checkpoint.agent().evaluator().values(states));
    }
    close(checkpoint);
  }
}
