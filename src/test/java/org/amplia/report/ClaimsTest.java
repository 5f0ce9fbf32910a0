package org.amplia.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.amplia.base.UserError;
import org.amplia.experiment.claims.ClaimArm;
import org.amplia.experiment.claims.Initialisation;
import org.amplia.report.Claims.Best;
import org.amplia.report.Claims.Difference;
import org.amplia.report.export.ResultLine;
import org.amplia.report.stat.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The answers to the claims, of made-up runs. */
class ClaimsTest {
  private static final ClaimLines LINES = new ClaimLines("crossing", 1_000_000);

  private final List<ResultLine> lines = new ArrayList<>();

  /** Seeds 1, 2, 3 … with these areas; the score is 100 more, so that it cannot be taken for it. */
  private void add(Initialisation start, ClaimArm arm, double... areas) {
    for (int i = 0; i < areas.length; i++) {
      lines.add(line(start, arm, i + 1, 100 + areas[i], areas[i]));
    }
  }

  private static ResultLine line(
      Initialisation start, ClaimArm arm, long seed, double score, Double area) {
    return new ResultLine(
        new ResultLine.Source("claims", "unknown", "./amplia"),
        arm.label(),
        "crossing",
        seed,
        "score from the start " + start.label() + " in 1000000 frames",
        score,
        null,
        area,
        990_000L,
        100_000L,
        60.0,
        24L);
  }

  private List<Difference> updates() {
    return Claims.of(LINES, lines).updates();
  }

  private Best literally() {
    return Claims.of(LINES, lines).best().get(0);
  }

  @Test
  void claim16IsImitationLessReinforceFromAGoodStart() {
    add(Initialisation.GOOD, ClaimArm.IMITATION, 12, 13, 14);
    add(Initialisation.GOOD, ClaimArm.REINFORCE, 11, 11.9, 13.1);
    assertThat(updates())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.claim()).isEqualTo(16);
              assertThat(one.draws()).isEqualTo("literal");
              assertThat(one.first()).isEqualTo(ClaimArm.IMITATION);
              assertThat(one.mean()).isCloseTo(1, within(1e-9));
              // Of 1, 1.1 and 0.9: 0.1 / √3 · 4.303.
              assertThat(one.interval().low()).isCloseTo(1 - 0.2484, within(1e-4));
              assertThat(one.interval().high()).isCloseTo(1 + 0.2484, within(1e-4));
              assertThat(one.verdict()).isEqualTo(Verdict.YES);
            });
  }

  @Test
  void claim17IsTheOtherWayRoundFromTheTwoOtherStarts() {
    for (Initialisation start : List.of(Initialisation.SUBOPTIMAL, Initialisation.UNREPRODUCIBLE)) {
      add(start, ClaimArm.IMITATION, 12, 13, 14);
      add(start, ClaimArm.REINFORCE, 11, 11.9, 13.1);
    }
    assertThat(updates())
        .hasSize(2)
        .allSatisfy(
            one -> {
              assertThat(one.claim()).isEqualTo(17);
              assertThat(one.first()).isEqualTo(ClaimArm.REINFORCE);
              assertThat(one.mean()).isCloseTo(-1, within(1e-9));
              assertThat(one.verdict()).isEqualTo(Verdict.NO);
            });
    assertThat(updates()).extracting(Difference::claim).doesNotContain(16);
  }

  @Test
  void atEqualDrawsTheLiteralArmStandsForItsCell() {
    add(Initialisation.GOOD, ClaimArm.IMITATION_OWN4, 12, 13);
    add(Initialisation.GOOD, ClaimArm.REINFORCE, 12, 13);
    add(Initialisation.GOOD, ClaimArm.IMITATION_OWN1, 12, 13);
    add(Initialisation.GOOD, ClaimArm.REINFORCE_OWN1, 13, 12);
    assertThat(updates()).extracting(Difference::draws).containsExactly("1 own", "all own");
    assertThat(updates())
        .extracting(Difference::verdict)
        .containsExactly(Verdict.OPEN, Verdict.NULL);
    assertThat(Claims.draws().get("2 own"))
        .containsExactly(ClaimArm.IMITATION_OWN2, ClaimArm.REINFORCE_OWN2, ClaimArm.MIXED);
    assertThat(Claims.draws().get("all own"))
        .containsExactly(ClaimArm.IMITATION_OWN4, ClaimArm.REINFORCE, ClaimArm.MIXED_OWN4);
  }

  @Test
  void onlySeedsThatBothHaveArePaired() {
    add(Initialisation.GOOD, ClaimArm.IMITATION, 12, 13, 50);
    add(Initialisation.GOOD, ClaimArm.REINFORCE, 11, 11.9);
    assertThat(updates().get(0).seeds()).isEqualTo(2);
    assertThat(updates().get(0).mean()).isCloseTo(1.05, within(1e-9));
    lines.removeIf(line -> line.seed() == 2);
    assertThat(updates()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "-0.5, 10, true",
    "-0.5001, 10, false",
    "3, 10, true",
    "0, 0, true",
    // 5 % of a score below 0 is an amount too.
    "-0.5, -10, true",
    "-0.51, -10, false"
  })
  void theMixMayFallFivePerCentShort(double difference, double better, boolean within) {
    assertThat(Claims.isWithin(difference, better)).isEqualTo(within);
  }

  private void mixed(Initialisation start, double mixed) {
    add(start, ClaimArm.IMITATION, 10, 10);
    add(start, ClaimArm.REINFORCE, 5, 5);
    add(start, ClaimArm.MIXED, mixed, mixed);
  }

  @Test
  void claim18IsAboutEveryStart() {
    mixed(Initialisation.UNIFORM, 9.5);
    mixed(Initialisation.SUBOPTIMAL, 11);
    mixed(Initialisation.GOOD, 10);
    assertThat(literally().verdict()).isEqualTo(Verdict.OPEN);
    mixed(Initialisation.UNREPRODUCIBLE, 9.6);
    assertThat(literally().verdict()).isEqualTo(Verdict.YES);
    assertThat(literally().differences())
        .extracting(Difference::second)
        .containsOnly(ClaimArm.IMITATION);
    // Nothing was run with other draws.
    assertThat(Claims.of(LINES, lines).best().subList(1, 4))
        .extracting(Best::verdict)
        .containsOnly(Verdict.OPEN);
  }

  @Test
  void oneStartWhereTheMixFallsShortDecides() {
    mixed(Initialisation.UNIFORM, 9.4);
    assertThat(literally().verdict()).isEqualTo(Verdict.NO);
    mixed(Initialisation.GOOD, 12);
    assertThat(literally().verdict()).isEqualTo(Verdict.NO);
  }

  @Test
  void whatIsMeasuredOnceHasItsScoreAsItsArea() {
    for (long seed = 1; seed <= 2; seed++) {
      lines.add(line(Initialisation.GOOD, ClaimArm.BC, seed, 9, null));
    }
    assertThat(Claims.of(LINES, lines).area(Initialisation.GOOD, ClaimArm.BC)).isEqualTo(9);
  }

  @Test
  void otherLinesAreLeftOutAndNoneIsRefused() {
    add(Initialisation.GOOD, ClaimArm.IMITATION, 12, 13);
    assertThatThrownBy(() -> Claims.of(new ClaimLines("rally", 1_000_000), lines))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("on rally with 1,000,000 frames");
    assertThatThrownBy(() -> Claims.of(new ClaimLines("crossing", 5), lines))
        .isInstanceOf(UserError.class);
    add(Initialisation.GOOD, ClaimArm.IMITATION, 12);
    assertThatThrownBy(this::updates).hasMessageContaining("has two lines");
  }

  @Test
  void theFilesSayIt(@TempDir Path folder) throws IOException {
    mixed(Initialisation.GOOD, 11);
    lines.add(
        ResultLine.of(
            new ResultLine.Source("claims", "unknown", "./amplia"),
            "mixed",
            "crossing",
            1,
            "kl_to_clone_visited from the start good in 1000000 frames",
            0.125,
            null,
            990_000L));
    String text = Files.readString(new ClaimsReport(LINES, lines).write(folder));
    assertThat(text)
        .contains("*Early look")
        .contains(
            "- from good, literal: yes. imitation less reinforce is 5 points (5 to 5), 2 seeds.")
        .contains("- from suboptimal, literal: open. Not measured.")
        .contains(
            "- literal: open. From good: mixed less imitation is 1 points (1 to 1), 2 seeds (yes"
                + " within 5 %).")
        .contains("| mixed | 2 | 11 | 11 to 11 | 111 | 111 to 111 | 0.125 |")
        .contains("(areas-good.png)");
    assertThat(Files.readString(folder.resolve("claims.csv")))
        .startsWith(
            "claim,start,draws,first,second,seeds,mean_difference,ci95_low,ci95_high,verdict\n")
        .contains("16,good,literal,imitation,reinforce,2,5.0,5.0,5.0,yes\n")
        .contains("18,good,literal,mixed,imitation,2,1.0,1.0,1.0,yes\n");
    assertThat(folder.resolve("areas-good.svg")).isNotEmptyFile();
    assertThat(folder.resolve("curves-good.svg")).doesNotExist();
  }
}
