package org.amplia.train.rounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.amplia.config.Configuration;
import org.amplia.config.ConfigurationReader;
import org.amplia.config.Defaults;
import org.amplia.config.Method;
import org.amplia.model.Plans;
import org.amplia.net.InputEncoder;
import org.amplia.question.QuestionTree;
import org.amplia.question.TranscriptLine;
import org.amplia.rom.Cartridge;
import org.amplia.rom.RomLibrary;
import org.amplia.run.Evaluation;
import org.amplia.run.Measurement;
import org.amplia.run.Progress;
import org.amplia.run.RunDescription.RunState;
import org.amplia.run.RunFolder;
import org.amplia.run.TestRuns;
import org.amplia.train.agent.Agent;
import org.amplia.train.agent.Checkpoint;
import org.amplia.train.agent.CheckpointsTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Small runs of the real thing: real ALE, real networks. */
public class TrainingTest {
  private static final Cartridge CARTRIDGE = new RomLibrary(Path.of("none")).open("crossing");

  @TempDir Path temporary;

  /** Games end after 600 frames of their 3,600: rounds are what is tried here, not skill. */
  public static Configuration small(Method method, int rounds, int threads) {
    ConfigurationReader reader = new ConfigurationReader(Defaults.of("crossing", method));
    for (String setting :
        List.of(
            "threads=" + threads,
            "environment.maxEpisodeFrames=600",
            "demonstrations.games=3",
            // An answer of the planner takes hundreds of frames.
            "rounds.states=" + (method == Method.DAGGER ? 64 : 320),
            "rounds.valueGames=2",
            "rounds.batches=20",
            "rounds.batchSize=32",
            "rounds.hiddenUnits=32",
            "rounds.rememberedRounds=3",
            "rounds.maximum=" + rounds,
            "overseer.horizonSteps=4",
            "evaluation.progressGames=2",
            "evaluation.finalGames=3",
            "evaluation.evaluatorStates=" + (method.isOverseen() ? 4 : 0),
            "budget.frames=0")) {
      reader.set(setting);
    }
    return reader.resolve();
  }

  private RunFolder train(String name, Configuration configuration) {
    RunFolder folder =
        RunFolder.create(temporary.resolve(name), TestRuns.describe(configuration, CARTRIDGE));
    resume(folder, configuration);
    return folder;
  }

  private static void resume(RunFolder folder, Configuration configuration) {
    try (Training training = new Training(folder, configuration, CARTRIDGE, Progress.NONE)) {
      training.run();
    }
  }

  private static List<String> withoutTime(RunFolder folder) {
    List<String> lines = new ArrayList<>();
    for (Measurement m : folder.measurements()) {
      Map<String, Double> values = new TreeMap<>(m.values());
      values.keySet().removeIf(name -> name.endsWith("_seconds"));
      lines.add(m.round() + " " + m.actingFrames() + " " + m.frames() + " " + values);
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

  @ParameterizedTest
  @EnumSource(
      value = Method.class,
      names = {"REINFORCE", "DQFD", "RRM", "DAGGER", "FITTED_Q"})
  void aRoundWithHardlyAnyDecisiveStateIsARoundToo(Method method) {
    Configuration configuration =
        new ConfigurationReader(small(method, 2, 1))
            .set("rounds.states=1")
            .set("demonstrations.games=2")
            .resolve();
    RunFolder folder = train("one-state", configuration);
    assertThat(folder.description().state()).isEqualTo(RunState.DONE);
    assertThat(folder.measurements()).hasSize(3);
    assertThat(folder.measurements().get(2).values().values()).noneMatch(v -> v.isNaN());
  }

  @Test
  void theFirstAnswersChooseTheCellsThatTheNetworksSee() {
    Configuration wholeGames =
        new ConfigurationReader(small(Method.REINFORCE, 1, 1))
            .set("environment.maxEpisodeFrames=108000")
            .set("demonstrations.games=2")
            .set("evaluation.progressGames=1")
            .set("evaluation.finalGames=1")
            .resolve();
    try (Agent agent = Checkpoint.loadAgent(train("features", wholeGames))) {
      InputEncoder.Ram ram = (InputEncoder.Ram) agent.policy().network().encoder();
      assertThat(ram.cells()[ram.pivot()]).isEqualTo(4);
      assertThat(ram.cells().length).isLessThan(32);
      assertThat(agent.evaluator().network().encoder().features()).isEqualTo(ram.features());
    }
  }

  @Test
  void anotherSeedIsAnotherRun() {
    Configuration first = small(Method.BC, 0, 1);
    assertThat(withoutTime(train("s1", first)))
        .doesNotContainAnyElementsOf(withoutTime(train("s2", first.withSeed(2))).subList(0, 1));
  }

  /** {@link CheckpointsTest} says more of one method. */
  @ParameterizedTest
  @EnumSource(
      value = Method.class,
      names = {"DQFD", "RRM", "DAGGER", "FITTED_Q"})
  void resumingGoesOnAsIfNothingHadHappened(Method method) throws IOException {
    Configuration configuration = small(method, 2, 1);
    RunFolder run = train("run", configuration);
    List<String> whole = withoutTime(run);
    byte[] last = Files.readAllBytes(last(run));

    // As if killed after the first round's checkpoint, in the middle of the next line.
    Files.move(
        run.checkpoints().resolve("previous.safetensors"),
        last(run),
        StandardCopyOption.REPLACE_EXISTING);
    assertThat(last).isNotEqualTo(Files.readAllBytes(last(run)));
    run.write(run.description().withState(RunState.RUNNING));
    Files.writeString(
        run.path().resolve("metrics.jsonl"), "{\"round\":2,\"actingF", StandardOpenOption.APPEND);
    resume(run, configuration);
    assertThat(withoutTime(run)).isEqualTo(whole);
    assertThat(last(run)).hasBinaryContent(last);

    Measurement measured = run.measurements().get(2);
    assertThat(measured.frames()).isGreaterThan(measured.actingFrames());
    assertThat(measured.values().values()).allMatch(Double::isFinite);
    if (method != Method.DQFD && method != Method.RRM) {
      assertThat(run.transcripts()).isEmptyDirectory();
    }
  }

  /** From the checkpoint before its last one a run comes to the same end. */
  private static void assertGoesOnToTheLastBit(RunFolder run, Configuration configuration)
      throws IOException {
    List<String> whole = withoutTime(run);
    byte[] last = Files.readAllBytes(last(run));
    Files.move(
        run.checkpoints().resolve("previous.safetensors"),
        last(run),
        StandardCopyOption.REPLACE_EXISTING);
    run.write(run.description().withState(RunState.RUNNING));
    resume(run, configuration);
    assertThat(withoutTime(run)).isEqualTo(whole);
    assertThat(last(run)).hasBinaryContent(last);
  }

  /** A policy that plans three actions, of which it plays all; M2 is asked about few of the 27. */
  private static Configuration ofPlans(Method method, int rounds) {
    return new ConfigurationReader(small(method, rounds, 1))
        .set("answers.planSteps=3")
        .set("answers.play=plan")
        // Behind the first steps of a game there is something to decide.
        .set("environment.maxEpisodeFrames=1200")
        .resolve();
  }

  /** Plans are in the examples that a round remembers, and in the agent. */
  @ParameterizedTest
  @EnumSource(
      value = Method.class,
      names = {"MIXED", "REGULARISED"})
  void plansAreResumedToTheLastBit(Method method) throws IOException {
    Configuration configuration = ofPlans(method, 2);
    RunFolder run = train("plans", configuration);
    assertGoesOnToTheLastBit(run, configuration);
    assertThat(run.measurements().get(2).values().values()).allMatch(Double::isFinite);
    try (Agent agent = Checkpoint.loadAgent(run)) {
      assertThat(agent.policy().plans()).isEqualTo(new Plans(3, 3, 3));
      assertThat(agent.evaluator().network().architecture().outputs()).isEqualTo(3);
    }
    try (Stream<Path> files = Files.list(run.transcripts())) {
      assertThat(Files.readString(files.findFirst().orElseThrow()))
          .contains("What is a good plan of 3 actions from this state?")
          .containsPattern("How good is it to take (UP|NOOP|DOWN), (UP|NOOP|DOWN), (UP|NOOP|DOWN)");
    }
  }

  /** M2 looks at the 4 plans drawn at most, each for 4 agent steps of 4 frames, not at all 27. */
  @Test
  void onlyThePlansThatAreDrawnCostFrames() {
    Measurement measured = train("plans", ofPlans(Method.REINFORCE, 1)).measurements().get(1);
    assertThat(measured.frames() - measured.actingFrames()).isBetween(320L, 320L * 4 * 4 * 4);
  }

  @ParameterizedTest
  @CsvSource({
    "answers.planSteps=5, overseer.horizonSteps=4 would not reach the plan's end",
    "overseer.actionSteps=2, each action taken for overseer.actionSteps=2",
    "overseer.decomposition=learned, answers.planSteps is 3: with overseer.decomposition=learned",
  })
  void aPlanThatCannotBeJudgedIsRefused(String setting, String message) {
    ConfigurationReader reader = new ConfigurationReader(ofPlans(Method.IMITATION, 1));
    reader.set(setting);
    assertThatThrownBy(reader::resolve).hasMessageContaining(message).hasMessageNotContaining("\n");
  }

  @Test
  void tooManyPlansAreRefusedWithTheirNumber() {
    Configuration configuration =
        new ConfigurationReader(small(Method.IMITATION, 1, 1)).set("answers.planSteps=4").resolve();
    assertThat(configuration.plans(6)).isEqualTo(new Plans(6, 4, 1));
    assertThatThrownBy(() -> configuration.plans(18))
        .hasMessageContaining("of 18 actions that are 104976 plans");
    Configuration ofAll =
        new ConfigurationReader(small(Method.REGULARISED, 1, 1))
            .set("answers.planSteps=4")
            .resolve();
    assertThat(ofAll.plans(3)).isEqualTo(new Plans(3, 4, 1));
    assertThatThrownBy(() -> ofAll.plans(6))
        .hasMessageContaining("every one of the 1296 plans of 6 actions");
    assertThat(small(Method.PPO, 1, 1).plans(6)).isEqualTo(Plans.single(6));
  }

  private static Configuration learnedTree(int rounds, int depth) {
    ConfigurationReader reader = new ConfigurationReader(small(Method.REINFORCE, rounds, 1));
    for (String setting :
        List.of(
            "overseer.decomposition=learned",
            "overseer.horizonSteps=4",
            "overseer.depth=" + depth,
            "decomposition.states=20",
            "decomposition.referenceSteps=8",
            "decomposition.continuations=policy,noop",
            "decomposition.judgeSteps=40",
            "decomposition.chooserSteps=30",
            // Behind the first steps of a game there is something to decide.
            "environment.maxEpisodeFrames=1200")) {
      reader.set(setting);
    }
    return reader.resolve();
  }

  /**
   * Judge and chooser of the round before are part of what the next one depends on; with two levels
   * they value the states that are reached, too.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aLearnedDecompositionIsResumedToTheLastBit(int depth) throws IOException {
    Configuration configuration = learnedTree(2, depth);
    RunFolder run = train("tree", configuration);
    assertGoesOnToTheLastBit(run, configuration);

    Measurement measured = run.measurements().get(2);
    assertThat(measured.values()).containsKeys("judge_nll", "query_drift", "usefulness");
    assertThat(measured.values().values()).allMatch(Double::isFinite);
    assertThat(measured.values().get("query_drift")).isBetween(0.0, Math.log(2));
    // What was asked in each of two steps of two at most: never more than eight agent steps'
    // frames, and with two levels as much for each of three actions where values were asked for.
    double most = depth == 1 ? 32 : 32 + 2 * (12 + 3 * 32);
    assertThat(measured.values().get("question_frames")).isBetween(4.0, most);
  }

  /** Below the emulator's answer stands what M2 was asked about the state that it led to. */
  @Test
  void twoLevelsOfALearnedDecompositionAreInTheTranscript() throws IOException {
    Configuration asksForValues =
        new ConfigurationReader(learnedTree(1, 2))
            .set("decomposition.lookUps=outcome/4/policy,leaf-value/2/policy")
            .set("decomposition.framePrice=0")
            .resolve();
    RunFolder run = train("deep", asksForValues);
    List<QuestionTree> reached = new ArrayList<>();
    try (Stream<Path> files = Files.list(run.transcripts())) {
      for (Path file : files.sorted().toList()) {
        String episode = file.getFileName().toString().replace(".jsonl", ".episode.json");
        TranscriptLine.readAll(file, episode).stream()
            .flatMap(line -> line.tree().subquestions().stream())
            .flatMap(value -> value.subquestions().stream())
            .flatMap(information -> information.subquestions().stream())
            .flatMap(consequence -> consequence.subquestions().stream())
            .forEach(reached::add);
      }
    }
    assertThat(reached)
        .isNotEmpty()
        .allMatch(tree -> tree.question().startsWith("What is a good action"))
        .anyMatch(tree -> tree.frames() > 3 * 4);
  }

  @Test
  void aLearnedDecompositionTellsWhatItAsked() throws IOException {
    RunFolder run = train("tree", learnedTree(1, 1));
    StringBuilder transcripts = new StringBuilder();
    try (Stream<Path> files = Files.list(run.transcripts())) {
      for (Path file : files.sorted().toList()) {
        transcripts.append(Files.readString(file));
      }
    }
    assertThat(transcripts).contains("What is the most useful information", "How useful is it");
  }

  @ParameterizedTest
  @CsvSource({
    "dqn, threads=1, dqn has no overseer",
    "reinforce, overseer.actionSteps=2, overseer.actionSteps is 2",
    "reinforce, observation=pixels, the observation is not ram"
  })
  void aDecompositionCannotBeLearnedEverywhere(String method, String setting, String message) {
    ConfigurationReader reader =
        new ConfigurationReader(Defaults.of("crossing", Method.of(method)));
    reader.set(setting).set("overseer.decomposition=learned");
    assertThatThrownBy(reader::resolve).hasMessageContaining(message).hasMessageNotContaining("\n");
  }

  private static Path last(RunFolder run) {
    return run.checkpoints().resolve("last.safetensors");
  }

  @Test
  void baselinesNeedNoOverseer() {
    RunFolder bc = train("bc", small(Method.BC, 0, 2));
    assertThat(bc.measurements()).hasSize(1);
    assertThat(bc.measurements().get(0).frames())
        .isEqualTo(bc.measurements().get(0).actingFrames());
    RunFolder random =
        train(
            "random",
            new ConfigurationReader(small(Method.RANDOM, 0, 2))
                .set("environment.maxEpisodeFrames=108000")
                .set("demonstrations.games=1")
                .resolve());
    Evaluation last = random.evaluations().get(1);
    assertThat(last.kind()).isEqualTo(Evaluation.FINAL);
    assertThat(last.meanScore()).isLessThan(3);
  }

  @Test
  void everyOverseerMethodRuns() {
    for (Method method : List.of(Method.IMITATION, Method.MIXED, Method.RRM)) {
      // Making an emulator takes 0.1 s, and every thread has its own: two threads once.
      RunFolder run = train(method.label(), small(method, 1, method == Method.IMITATION ? 2 : 1));
      Measurement measured = run.measurements().get(1);
      assertThat(measured.frames()).isGreaterThan(measured.actingFrames());
      assertThat(measured.values().values()).allMatch(Double::isFinite);
    }
  }

  @Test
  void daggerAsksTheOverseerToo() {
    Configuration configuration =
        new ConfigurationReader(small(Method.DAGGER, 1, 1)).set("dagger.expert=overseer").resolve();
    RunFolder run = train("overseer", configuration);
    assertThat(run.measurements().get(1).values())
        .containsKeys("expert_agreement", "evaluator_error")
        .containsEntry("states_asked", 64.0);
  }
}
