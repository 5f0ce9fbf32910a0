package org.amplia.train.rounds;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.amplia.ask.RecordedRun;
import org.amplia.ask.Survey;
import org.amplia.config.Configuration;
import org.amplia.config.ConfigurationReader;
import org.amplia.config.Method;
import org.amplia.decomposition.learn.LearnedDecomposition;
import org.amplia.experiment.InformationProbe;
import org.amplia.observe.GameState;
import org.amplia.overseer.Prospect;
import org.amplia.question.Information;
import org.amplia.question.InformationLabel;
import org.amplia.question.Question.ActionValue;
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

  /** What may be asked for is given: where two of the hidden cars are. */
  @Test
  void anItemThatIsGivenShowsThem() {
    Configuration configuration =
        new ConfigurationReader(configuration(Method.REGULARISED, HIDDEN))
            .set("overseer.decomposition=learned")
            .set("decomposition.items=1")
            .set("decomposition.states=20")
            .set("decomposition.referenceSteps=8")
            .set("decomposition.judgeSteps=20")
            .set("decomposition.chooserSteps=30")
            .set("decomposition.lookUps=ram-value-11/1/noop,ram-value-12/1/noop")
            .resolve();
    RunFolder folder =
        RunFolder.create(temporary.resolve("given"), TestRuns.describe(configuration, CROSSING));
    try (Training training = new Training(folder, configuration, CROSSING, Progress.NONE)) {
      training.run();
    }
    LearnedDecomposition learned = last(folder).agent().decomposition().orElseThrow();
    assertThat(learned.dossier().space().answers().stream().map(Information::label))
        .containsExactly("ram-value-11/1/noop", "ram-value-12/1/noop", "nothing-more");
    // A look-up is one step of four frames.
    assertThat(folder.measurements().get(1).values().get("question_frames")).isBetween(0.0, 4.0);
    try (Survey survey = new Survey(RecordedRun.of(folder))) {
      GameState state = survey.states("test", 1).get(0);
      Information item = InformationLabel.read("ram-value-11/1/noop");
      Prospect found =
          survey
              .consequences()
              .of(List.of(new ActionValue(state, 1)), List.of(List.of(item)))
              .get(0);
      int column = state.environment().emulator().ram()[11] & 0xff;
      // Of rewards and values the judge has never heard, so it is not probed about them.
      assertThat(
              new InformationProbe(survey, 40).usual().stream().map(InformationProbe.Probed::asked))
          .containsExactly("nothing", "ram-value-11/1/noop", "ram-value-12/1/noop", "as M1 asks");
      // A car drives about a column a frame, and comes back at the other side.
      double moved = Math.abs(found.findings(List.of(item)).get(0).answer() - column);
      assertThat(Math.min(moved, 160 - moved)).isBetween(2.0, 8.0);
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
