package org.amplia.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.amplia.base.RandomStream;
import org.amplia.env.EnvironmentSettings;
import org.amplia.observe.EnvironmentCheck.GamesCheck;
import org.amplia.observe.EnvironmentCheck.PlayedSteps;
import org.amplia.rom.Cartridge;
import org.amplia.rom.RomLibrary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EnvironmentCheckTest {
  private static final Cartridge CROSSING = new RomLibrary(Path.of("none")).open("crossing");

  @ParameterizedTest
  @EnumSource(ObservationKind.class)
  void theBundledGameKeepsEveryPromise(ObservationKind kind) {
    List<EnvironmentCheck.Promise> findings =
        new EnvironmentCheck(CROSSING, EnvironmentSettings.STANDARD, kind).run();
    assertThat(findings).hasSize(9);
    assertThat(findings)
        .allSatisfy(finding -> assertThat(finding.holds()).as(finding.toString()).isTrue());
  }

  @Test
  void manyGamesAreTakenInTurnAndToldOfAsTheyComeToAnEnd() {
    Cartridge rally = new RomLibrary(Path.of("none")).open("rally");
    List<String> told = new ArrayList<>();
    List<GamesCheck.Checked> checked =
        GamesCheck.run(
            List.of(rally, CROSSING),
            EnvironmentSettings.STANDARD,
            ObservationKind.RAM,
            game -> told.add(game.game()));
    assertThat(told).containsExactly("rally", "crossing");
    assertThat(checked).hasSize(2).allMatch(GamesCheck.Checked::holds);
  }

  /** The frames of a no-op start ask for nothing, so they are no sticky ones. */
  @Test
  void manyStartsDoNotLookLikeStickiness() {
    EnvironmentSettings shortGames =
        new EnvironmentSettings(4, 0.25, 30, false, false, true, 120, -1, -1);
    assertThat(new EnvironmentCheck(CROSSING, shortGames, ObservationKind.RAM).run())
        .filteredOn(finding -> finding.what().equals("stickiness"))
        .singleElement()
        .matches(EnvironmentCheck.Promise::holds);
  }

  @Test
  void aDifferenceIsFoundAtItsStep() {
    try (ObservedGame one = new ObservedGame(CROSSING, EnvironmentSettings.STANDARD, View.RAM, 0);
        ObservedGame other =
            new ObservedGame(CROSSING, EnvironmentSettings.STANDARD, View.RAM, 0)) {
      one.reset(new RandomStream(1));
      other.reset(new RandomStream(1));
      other.environment().restore(one.environment().save());
      PlayedSteps first = PlayedSteps.play(one, 10, 1);
      assertThat(first.firstDifference(PlayedSteps.play(other, 10, 1))).isZero();
      // One NOOP more, and nothing that follows is the same.
      one.step(0);
      assertThat(PlayedSteps.play(one, 10, 2).firstDifference(PlayedSteps.play(other, 10, 2)))
          .isEqualTo(1);
    }
  }
}
