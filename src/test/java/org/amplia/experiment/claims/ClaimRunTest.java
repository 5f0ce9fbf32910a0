package org.amplia.experiment.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.amplia.base.UserError;
import org.amplia.config.Configuration;
import org.amplia.config.Method;
import org.amplia.overseer.ScriptedDemonstrator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimRunTest {
  private static ClaimRun run(Initialisation start, ClaimArm arm) {
    return new ClaimRun(start, arm, new ClaimSettings(0.004, 0.2, 0.5), 90001, false);
  }

  private static Configuration configuration(Initialisation start, ClaimArm arm) {
    return run(start, arm).configuration("crossing", 50_000, List.of());
  }

  @ParameterizedTest
  @EnumSource(ClaimArm.class)
  void theTermsAreTheSameForAllArms(ClaimArm arm) {
    Configuration run = configuration(Initialisation.GOOD, arm);
    assertThat(run.update().approvals()).isEqualTo(4);
    assertThat(run.update().own()).isEqualTo(arm.own());
    assertThat(run.update().leash()).isEqualTo(0.2);
    assertThat(run.update().clip()).isEqualTo(0.5);
    assertThat(run.update().entropy()).isZero();
    assertThat(run.update().tieMargin()).isEqualTo(0.5);
    assertThat(run.rounds().policyLearningRate()).isEqualTo(0.004);
    assertThat(run.rounds().states() * 8).isEqualTo(run.rounds().batches() * 50);
    assertThat(run.rounds().batchSize()).isEqualTo(50);
    assertThat(run.evaluation().progressGames()).isEqualTo(8);
    assertThat(run.evaluation().evaluatorStates()).isZero();
    assertThat(run.budget().frames()).isEqualTo(50_000);
    assertThat(run.threads()).isEqualTo(1);
    assertThat(run.seed()).isEqualTo(90001);
    // What the clone follows from.
    Configuration clone = configuration(Initialisation.GOOD, ClaimArm.BC);
    assertThat(run.demonstrations()).isEqualTo(clone.demonstrations());
    assertThat(run.rounds().dropout()).isEqualTo(clone.rounds().dropout());
    assertThat(run.rounds().hiddenUnits()).isEqualTo(clone.rounds().hiddenUnits());
    assertThat(run.rounds().evaluatorLearningRate())
        .isEqualTo(clone.rounds().evaluatorLearningRate());
  }

  @Test
  void everyArmIsAnotherSetting() {
    assertThat(ClaimArm.values())
        .extracting(arm -> arm.method() + " " + arm.own())
        .doesNotHaveDuplicates();
    assertThat(ClaimArm.IMITATION.withOwn(1)).isEqualTo(ClaimArm.IMITATION_OWN1);
    assertThat(ClaimArm.REINFORCE.withOwn(4)).isEqualTo(ClaimArm.REINFORCE);
    assertThat(ClaimArm.MIXED.withOwn(2)).isEqualTo(ClaimArm.MIXED);
    assertThat(configuration(Initialisation.GOOD, ClaimArm.REINFORCE).method())
        .isEqualTo(Method.REINFORCE);
  }

  @Test
  void whereM1Begins() {
    assertThat(configuration(Initialisation.UNIFORM, ClaimArm.BC).demonstrations().randomShare())
        .isEqualTo(1);
    assertThat(configuration(Initialisation.SUBOPTIMAL, ClaimArm.BC).demonstrations().randomShare())
        .isEqualTo(0.3);
    Configuration good = configuration(Initialisation.GOOD, ClaimArm.BC);
    Configuration blind = configuration(Initialisation.UNREPRODUCIBLE, ClaimArm.BC);
    assertThat(good.demonstrations().demonstrator()).isEqualTo(ScriptedDemonstrator.PLANNER);
    assertThat(blind.demonstrations()).isEqualTo(good.demonstrations());
    assertThat(good.hiddenCells()).isEmpty();
    assertThat(blind.hiddenCells()).containsExactly(10, 11, 12, 13, 26, 27, 28, 29);
    assertThatThrownBy(
            () ->
                run(Initialisation.UNREPRODUCIBLE, ClaimArm.BC)
                    .configuration("pong", 50_000, List.of()))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("crossing and rally");
  }

  @Test
  void theUsersKeysAreForAllRuns() {
    Configuration run =
        run(Initialisation.GOOD, ClaimArm.MIXED)
            .configuration("crossing", 50_000, List.of("rounds.states=20", "threads=2"));
    assertThat(run.rounds().states()).isEqualTo(20);
    assertThat(run.threads()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "seed=3",
        "method=bc",
        "update.own=1",
        " hiddenCells =[3]",
        "budget.frames=3",
        "nonsense=1",
        "rounds.states=-1",
        "seed"
      })
  void whatIsNotForAllRunsIsRefused(String setting) {
    assertThatThrownBy(
            () ->
                run(Initialisation.GOOD, ClaimArm.MIXED)
                    .configuration("crossing", 50_000, List.of(setting)))
        .isInstanceOf(UserError.class);
  }

  @Test
  void theTuningGoesKeyByKey() {
    ClaimSettings usual = ClaimSettings.usual(ClaimArm.REINFORCE);
    assertThat(usual).isEqualTo(new ClaimSettings(0.01, 0.1, 3));
    assertThat(ClaimSettings.usual(ClaimArm.MIXED)).isEqualTo(new ClaimSettings(0.003, 0.1, 3));
    assertThat(ClaimSettings.tried(ClaimArm.REINFORCE, 0, usual))
        .containsExactly(
            new ClaimSettings(0.001, 0.1, 3),
            new ClaimSettings(0.003, 0.1, 3),
            new ClaimSettings(0.01, 0.1, 3));
    ClaimSettings best = new ClaimSettings(0.003, 0.1, 3);
    assertThat(ClaimSettings.tried(ClaimArm.REINFORCE, 1, best))
        .containsExactly(new ClaimSettings(0.003, 0.03, 3), new ClaimSettings(0.003, 1, 3));
    ClaimSettings loose = new ClaimSettings(0.003, 0.03, 3);
    assertThat(ClaimSettings.tried(ClaimArm.MIXED, 2, loose))
        .containsExactly(new ClaimSettings(0.003, 0.03, 0.3));
    assertThat(ClaimSettings.tried(ClaimArm.IMITATION_OWN2, 2, loose)).isEmpty();
  }

  @Test
  void namesAreThoseOfFolders() {
    assertThat(run(Initialisation.GOOD, ClaimArm.IMITATION_OWN1).folder())
        .isEqualTo("good-imitation-own1-s90001");
    assertThat(
            new ClaimRun(
                    Initialisation.GOOD, ClaimArm.MIXED, new ClaimSettings(0.001, 1, 3), 7001, true)
                .folder())
        .isEqualTo("good-mixed-step-0.001-leash-1-clip-3-s7001");
  }
}
