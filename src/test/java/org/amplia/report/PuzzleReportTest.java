package org.amplia.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.amplia.base.UserError;
import org.amplia.experiment.puzzle.PuzzleArm;
import org.amplia.experiment.puzzle.PuzzleOutcome;
import org.amplia.experiment.puzzle.PuzzleOutcome.Measure;
import org.amplia.experiment.puzzle.PuzzleRun;
import org.amplia.experiment.puzzle.PuzzleWorld;
import org.amplia.report.export.ResultLine;
import org.junit.jupiter.api.Test;

class PuzzleReportTest {
  private static final ResultLine.Source SOURCE =
      ResultLine.Source.of("puzzle", "0.1.0+abc", List.of("test"));
  private static final String FIRST = "ram-value-8/1/repeat";
  private static final String SECOND = "ram-value-9/1/repeat";

  private static PuzzleRun run(PuzzleArm arm, long seed) {
    return new PuzzleRun(PuzzleWorld.MASKED_CROSSING, arm, seed);
  }

  private static PuzzleOutcome outcome(long seed, String asked, double right, double gain) {
    Map<Measure, Double> measures =
        Map.of(
            Measure.RIGHT,
            right,
            Measure.GAIN,
            gain,
            Measure.SCORE,
            5 + 10 * gain,
            Measure.FRAMES,
            12.0,
            Measure.NLL,
            1.5);
    return new PuzzleOutcome(run(PuzzleArm.REINFORCE, seed), asked, measures, 1000);
  }

  /** The second item is best with seed 1 alone, so on the other seeds the first one is chosen. */
  private static List<PuzzleOutcome> threeSeeds() {
    List<PuzzleOutcome> all = new ArrayList<>();
    for (long seed = 1; seed <= 3; seed++) {
      all.add(outcome(seed, PuzzleOutcome.M1, seed == 3 ? 0.8 : 0.95, 0.24 + seed / 1000.0));
      all.add(outcome(seed, FIRST, 0.2, 0.012 + seed / 1000.0));
      all.add(outcome(seed, SECOND, 0.1, seed == 1 ? 0.03 : 0.001));
      all.add(outcome(seed, PuzzleOutcome.ANY, 0.12, 0.2 + seed / 10.0));
    }
    return all;
  }

  @Test
  void linesAreReadBack() {
    List<PuzzleOutcome> outcomes = threeSeeds();
    List<ResultLine> lines = PuzzleLines.of(SOURCE, outcomes);
    assertThat(lines).hasSize(12 * 5);
    assertThat(lines.get(0).game()).isEqualTo("masked-crossing");
    assertThat(PuzzleLines.outcomes(lines)).containsExactlyElementsOf(outcomes);
    assertThat(outcomes.get(0).get(Measure.TAU)).isNaN();
    assertThat(PuzzleLines.have(lines, run(PuzzleArm.REINFORCE, 3))).isTrue();
    assertThat(PuzzleLines.have(lines, run(PuzzleArm.REINFORCE, 4))).isFalse();
    assertThat(PuzzleLines.have(lines, run(PuzzleArm.MIXED, 3))).isFalse();
    PuzzleRun elsewhere = new PuzzleRun(PuzzleWorld.BLIND_ANGLER, PuzzleArm.REINFORCE, 3);
    assertThat(PuzzleLines.have(lines, elsewhere)).isFalse();
  }

  @Test
  void theBestFixedItemOfASeedIsChosenOnTheOthers() {
    String text = new PuzzleReport(PuzzleLines.of(SOURCE, threeSeeds())).text();
    String row =
        text.lines()
            .filter(line -> line.startsWith("| the fixed item of the best decision gain"))
            .findFirst()
            .get();
    // Seed 1 gets the first item, as seeds 2 and 3 say; seeds 2 and 3 the second: (15.5 + 14) / 2
    // of its mean against (13 + 15) / 2.
    assertThat(row.split("\\|")).hasSize(11);
    assertThat(row)
        .startsWith("| the fixed item of the best decision gain a kiloframe | 3 | 0.133 ");
    // 5 and ten times the gain of the item that was chosen: 0.013, 0.001 and 0.001.
    assertThat(row.split("\\|")[6].strip()).startsWith("5.05 ");
    assertThat(row.split("\\|")[9].strip()).startsWith("1.5");
    assertThat(row.split("\\|")[10].strip()).isEqualTo("–");
  }

  /** What costs less may be worth more a kiloframe, and what is worth more bring fewer points. */
  @Test
  void theBestFixedItemIsTheBestByWhatIsCompared() {
    List<PuzzleOutcome> outcomes = new ArrayList<>();
    for (long seed = 1; seed <= 2; seed++) {
      PuzzleRun run = new PuzzleRun(PuzzleWorld.BLIND_ANGLER, PuzzleArm.REINFORCE, seed);
      Map<String, double[]> measured =
          Map.of(
              PuzzleOutcome.M1,
              new double[] {0.5, 100, 30},
              "reward/4/noop",
              new double[] {0.25, 50, 10},
              "reward/16/repeat",
              new double[] {0.375, 200, 20});
      measured.forEach(
          (asked, values) ->
              outcomes.add(
                  new PuzzleOutcome(
                      run,
                      asked,
                      Map.of(
                          Measure.GAIN,
                          values[0],
                          Measure.FRAMES,
                          values[1],
                          Measure.SCORE,
                          values[2]),
                      700)));
    }
    String text = new PuzzleReport(PuzzleLines.of(SOURCE, outcomes)).text();
    assertThat(text)
        .contains("| the fixed item of the best decision gain a kiloframe | 2 | – | – | 5 ")
        .contains("| the fixed item of the best score | 2 | – | – | 1.88 ");
  }

  @Test
  void theCriterionIsTold() {
    String text = new PuzzleReport(PuzzleLines.of(SOURCE, threeSeeds())).text();
    assertThat(text)
        .contains("### reinforce")
        .contains("in at least 90 % of the states with 2 of 3 seeds")
        .contains(
            "is above that of the fixed item of the best decision gain a kiloframe, and the"
                + " intervals do not touch")
        .contains("is not above that of any item; the intervals touch")
        .contains(
            "Its score is above that of the fixed item of the best score, and the intervals do not"
                + " touch");
  }

  /** The controls are other runs: with the policy alone learning, and with nobody asked. */
  @Test
  void runsThatDoNotLearnWhatToAskAreCompared() {
    List<PuzzleOutcome> outcomes = new ArrayList<>(threeSeeds());
    for (long seed = 1; seed <= 3; seed++) {
      double score = 9 + seed / 100.0;
      outcomes.add(
          new PuzzleOutcome(
              run(PuzzleArm.FITTED_Q, seed),
              PuzzleOutcome.POLICY,
              Map.of(Measure.SCORE, score),
              500));
      outcomes.add(
          new PuzzleOutcome(
              run(PuzzleArm.POLICY_ONLY, seed),
              PuzzleOutcome.M1,
              Map.of(Measure.GAIN, 0.1 + seed / 1000.0, Measure.FRAMES, 12.0, Measure.SCORE, 6.0),
              500));
    }
    String text = new PuzzleReport(PuzzleLines.of(SOURCE, outcomes)).text();
    assertThat(text)
        .contains("### fitted-q")
        .contains("| the policy alone | 3 | – | – | – | 9.02")
        .contains("Its score is not above that of fitted Q; the intervals touch")
        .contains(
            "Its decision gain a kiloframe is above that of M1 where only the policy learns, and the"
                + " intervals do not touch");
    String ofPolicyOnly = text.substring(text.indexOf("### policy-only"));
    assertThat(ofPolicyOnly).doesNotContain("where only the policy learns");
  }

  /** Two worlds have nothing to do with each other, and items of their own. */
  @Test
  void everyWorldHasASectionAndItsOwnItems() {
    List<PuzzleOutcome> outcomes = new ArrayList<>(threeSeeds());
    String far = "reward/16/repeat";
    for (long seed = 1; seed <= 2; seed++) {
      PuzzleRun run = new PuzzleRun(PuzzleWorld.BLIND_ANGLER, PuzzleArm.REINFORCE, seed);
      for (String asked : List.of(PuzzleOutcome.M1, far, "reward/16/noop")) {
        double gain = asked.equals(far) ? 0.25 : 0.125;
        outcomes.add(
            new PuzzleOutcome(run, asked, Map.of(Measure.GAIN, gain, Measure.FRAMES, 100.0), 700));
      }
    }
    String text = new PuzzleReport(PuzzleLines.of(SOURCE, outcomes)).text();
    assertThat(text).contains("## masked-crossing").contains("## blind-angler");
    String angler = text.substring(text.indexOf("## blind-angler"));
    assertThat(angler)
        .contains("| the fixed item of the best decision gain a kiloframe | 2 | – | – | 2.5 ");
    assertThat(text.substring(0, text.indexOf("## blind-angler")))
        .contains("| the fixed item of the best decision gain a kiloframe | 3 | 0.133 ");
  }

  @Test
  void withoutAResultThereIsNoReport() {
    assertThatThrownBy(() -> new PuzzleReport(List.of()))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("no result of `experiment puzzle`");
  }
}
