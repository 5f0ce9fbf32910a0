package org.amplia.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.amplia.decomposition.demonstrate.DecompositionsFile;
import org.amplia.decomposition.demonstrate.KeyFrame;
import org.amplia.report.export.ResultFile;
import org.amplia.report.export.ResultLine;
import org.junit.jupiter.api.Test;

/** {@code experiment puzzle}, with runs of a few seconds. */
class ExperimentPuzzleTest extends CommandTest {
  private static final List<String> TINY =
      List.of(
          "demonstrations.games=1",
          "environment.maxEpisodeFrames=400",
          "environment.maxNoopFrames=30",
          "rounds.states=60",
          "rounds.valueGames=1",
          "rounds.batches=5",
          "rounds.hiddenUnits=8",
          "overseer.horizonSteps=2",
          "decomposition.states=20",
          "decomposition.judgeSteps=20",
          "decomposition.chooserSteps=30",
          "evaluation.progressGames=1",
          "evaluation.finalGames=1");

  private int puzzle(Path out, Object... more) {
    List<Object> words =
        new ArrayList<>(
            List.of("experiment", "puzzle", "--out", out, "--held-out", 20, "--games", 1));
    words.addAll(List.of(more));
    TINY.forEach(setting -> words.addAll(List.of("--set", setting)));
    return run(words.toArray());
  }

  @Test
  void aRunIsMeasuredOnceAndTheReportIsMadeOfTheFile() throws IOException {
    Path out = folder.resolve("puzzle");
    assertThat(puzzle(out, "--arms", "reinforce", "--seeds", 1)).isZero();
    Path csv = out.resolve("puzzle.csv");
    List<ResultLine> lines = ResultFile.read(csv);
    // M1, eight items, any item, what decides and nothing; seven measures of each, or without τ.
    // And
    // the policy's score.
    int measures = lines.size() / 12;
    assertThat(measures).isBetween(6, 7);
    assertThat(lines).hasSize(12 * measures + 1);
    assertThat(value(lines, "score of the policy alone")).isNotNegative();
    assertThat(value(lines, "asks what decides of what decides")).isEqualTo(1);
    assertThat(value(lines, "asks what decides of nothing")).isZero();
    assertThat(value(lines, "asks what decides of M1")).isBetween(0.0, 1.0);
    assertThat(value(lines, "frames of nothing")).isZero();
    // One step of four frames for each of three actions.
    assertThat(value(lines, "frames of what decides")).isEqualTo(12);
    assertThat(value(lines, "frames of ram-value-8/1/repeat")).isEqualTo(12);
    // Asking is free, so it always asks.
    assertThat(value(lines, "frames of M1")).isEqualTo(12);
    String report = Files.readString(out.resolve("puzzle.md"));
    assertThat(report)
        .contains("### reinforce")
        .contains("| any item | 1 |")
        // It would have to be chosen on other seeds.
        .doesNotContain("the fixed item of the best");

    // Another seed is added; the first is not run again.
    Files.delete(out.resolve("masked-crossing-reinforce-s21/run.json"));
    assertThat(puzzle(out, "--arms", "reinforce", "--seeds", 2)).isZero();
    assertThat(ResultFile.read(csv))
        .hasSizeBetween(2 * 12 * 6 + 2, 2 * 12 * 7 + 2)
        .containsAll(lines);
    assertThat(out.resolve("masked-crossing-reinforce-s21/run.json")).doesNotExist();

    assertThat(Files.readString(out.resolve("puzzle.md")))
        .contains("| the fixed item of the best score | 2 |");
    Path again = folder.resolve("again");
    assertThat(run("experiment", "puzzle", "--from", csv, "--out", again)).isZero();
    assertThat(again.resolve("puzzle.md")).hasSameTextualContentAs(out.resolve("puzzle.md"));
  }

  @Test
  void whatIsShownIsRecordedOnceAndControlsAreMeasured() throws IOException {
    Path out = folder.resolve("arms");
    assertThat(
            puzzle(
                out,
                "--arms",
                "demonstrated,policy-only,fitted-q",
                "--seeds",
                1,
                "--set",
                "budget.frames=100000",
                "--set",
                "rounds.maximum=1"))
        .isZero();
    List<ResultLine> lines = ResultFile.read(out.resolve("puzzle.csv"));
    assertThat(lines.stream().filter(line -> line.arm().equals("fitted-q")))
        .singleElement()
        .satisfies(line -> assertThat(line.measure()).isEqualTo("score of the policy alone"));
    assertThat(Files.readString(out.resolve("puzzle.md")))
        .contains("### demonstrated")
        .contains("### policy-only")
        .contains("### fitted-q");
    // 400 frames are 100 steps at most, and every fourth is a key frame.
    Path shown = out.resolve("demonstrations/masked-crossing-s21/game-0.decompositions.json");
    List<KeyFrame> keyFrames = DecompositionsFile.read(shown).content().keyFrames();
    assertThat(keyFrames).hasSizeBetween(10, 25);
    assertThat(keyFrames.get(0).considered()).hasSize(3);
    assertThat(run("replay", shown, "--verify")).isZero();
    assertThat(Files.readString(out.resolve("masked-crossing-demonstrated-s21/run.json")))
        .contains("demonstrations/masked-crossing-s21");
  }

  /** In the other world what is shown concludes something: rewards are returns. */
  @Test
  void theSecondWorldIsShownAndMeasured() throws IOException {
    Path out = folder.resolve("angler");
    assertThat(puzzle(out, "--world", "blind-angler", "--arms", "demonstrated", "--seeds", 1))
        .isZero();
    List<ResultLine> lines = ResultFile.read(out.resolve("puzzle.csv"));
    assertThat(lines).allMatch(line -> line.game().equals("blind-angler"));
    assertThat(value(lines, "asks what decides of what decides")).isEqualTo(1);
    assertThat(value(lines, "asks what decides of reward/1/random")).isZero();
    // Sixteen steps of four frames for each of three actions, but where the game ends before.
    assertThat(value(lines, "frames of reward/16/noop")).isBetween(100.0, 192.0);
    assertThat(value(lines, "frames of reward/1/noop")).isEqualTo(12);
    assertThat(Files.readString(out.resolve("puzzle.md"))).contains("## blind-angler");
    Path shown = out.resolve("demonstrations/blind-angler-s21/game-0.decompositions.json");
    List<KeyFrame> keyFrames = DecompositionsFile.read(shown).content().keyFrames();
    assertThat(
            keyFrames.stream()
                .flatMap(frame -> frame.considered().stream())
                .map(considered -> considered.conclusion().kind()))
        .containsOnly(KeyFrame.Conclusion.RETURN);
    assertThat(run("replay", shown, "--verify")).isZero();
  }

  private static double value(List<ResultLine> lines, String measure) {
    return lines.stream()
        .filter(line -> line.measure().equals(measure))
        .findFirst()
        .orElseThrow()
        .score();
  }

  @Test
  void whatIsWrongIsRefusedBeforeAnythingIsMade() {
    Path out = folder.resolve("refused");
    assertOneLineError(run("experiment", "puzzle", "--out", out, "--set", "seed=3"));
    assertThat(console.err()).contains("seed is not common to all runs");
    assertOneLineError(run("experiment", "puzzle", "--out", out, "--set", "update.leash=3"));
    assertOneLineError(run("experiment", "puzzle", "--out", out, "--set", "dqn.discount=0.9"));
    assertThat(console.err()).contains("does nothing with");
    assertOneLineError(run("experiment", "puzzle", "--out", out, "--arms", "reinforced"));
    assertThat(console.err()).contains("imitation");
    assertOneLineError(run("experiment", "puzzle", "--out", out, "--arms", "mixed,mixed"));
    assertOneLineError(
        run("experiment", "puzzle", "--from", out.resolve("none.csv"), "--out", out));
    assertThat(out).doesNotExist();
  }
}
