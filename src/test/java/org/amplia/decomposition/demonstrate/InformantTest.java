package org.amplia.decomposition.demonstrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.amplia.base.RandomStream;
import org.amplia.base.RandomStreams;
import org.amplia.base.UserError;
import org.amplia.decomposition.demonstrate.DecompositionDemonstrator.Moment;
import org.amplia.decomposition.demonstrate.DecompositionDemonstrator.Shown;
import org.amplia.decomposition.demonstrate.DecompositionSession.Pace;
import org.amplia.decomposition.demonstrate.KeyFrame.AskedItem;
import org.amplia.decomposition.demonstrate.KeyFrame.Consideration;
import org.amplia.decomposition.learn.UntaughtCrossing;
import org.amplia.observe.GameState;
import org.amplia.observe.ObservationKind;
import org.amplia.observe.ObservedGame;
import org.amplia.observe.View;
import org.amplia.overseer.Outcome;
import org.amplia.overseer.PlannerDemonstrator;
import org.amplia.question.Continuation;
import org.amplia.question.Feature;
import org.amplia.question.Information;
import org.amplia.rom.PlantedCartridge;
import org.junit.jupiter.api.Test;

/** Who answers a demonstrator, with a trained agent and without. */
class InformantTest {
  private static Information idle(int steps) {
    return new Information(new Feature.RewardSum(), steps, Continuation.NOOP);
  }

  private static ObservedGame crossing() {
    ObservedGame game = new ObservedGame(ShownGames.CROSSING, ShownGames.SETTINGS, View.RAM, 0);
    game.reset(new RandomStream(1));
    return game;
  }

  @Test
  void framesAddUpAndOnlyWhatCanBeLookedUpIs() {
    try (Informant informant = ShownGames.informant();
        ObservedGame game = crossing()) {
      GameState state = game.save();
      assertThat(informant.ask(state, 1, idle(4)).item()).isEqualTo("reward/4/noop");
      assertThat(informant.frames()).isEqualTo(16);
      informant.ask(state, 1, idle(8));
      assertThat(informant.frames()).isEqualTo(16 + 32);
      Information byPolicy = new Information(new Feature.RewardSum(), 4);
      assertThatThrownBy(() -> informant.ask(state, 1, byPolicy)).isInstanceOf(UserError.class);
      assertThat(informant.sources().demonstrator()).isEqualTo(AnswerSources.RULE);
    }
  }

  @Test
  void whereNoRuleIsKnownNobodyGoesOnAsDemonstrator() {
    try (Informant informant =
        Informant.untrained(PlantedCartridge.levers(), ShownGames.SETTINGS, 0.9)) {
      assertThat(informant.sources())
          .isEqualTo(
              new AnswerSources(0.9, ObservationKind.RAM, AnswerSources.NONE, AnswerSources.NONE));
    }
  }

  @Test
  void withAnAgentAProgramAsksForRewardsAndTheValueUnderThePolicy() {
    List<Boolean> closed = new ArrayList<>();
    try (UntaughtCrossing agent = new UntaughtCrossing();
        ObservedGame game = crossing()) {
      Informant informant =
          new Informant(
              new AnswerSources(0.9, ObservationKind.RAM, "ab".repeat(32), AnswerSources.CLONE),
              agent.consequences(),
              () -> closed.add(true));
      GameState state = game.save();
      try (ScriptedDecomposer program =
          new ScriptedDecomposer(
              "planner",
              new PlannerDemonstrator(4, "crossing"),
              ShownGames.CROSSING,
              ShownGames.SETTINGS,
              informant,
              new RandomStreams(1),
              0)) {
        Shown shown =
            program.show(new Moment(game, state, 0, 1, 1, UntaughtCrossing.ACTIONS)).orElseThrow();
        Outcome[] outcomes = agent.lookAhead(64).outcomes(List.of(state)).get(0);
        assertThat(shown.considered())
            .extracting(Consideration::action)
            .isEqualTo(UntaughtCrossing.ACTIONS);
        for (int a = 0; a < 3; a++) {
          Consideration one = shown.considered().get(a);
          assertThat(one.asked())
              .extracting(AskedItem::item)
              .containsExactly("reward/64/policy", "leaf-value/64/policy");
          assertThat(one.conclusion().value()).isCloseTo(outcomes[a].value(), within(1e-5));
        }
        assertThat(program.about()).isEmpty();
        assertThat(program.name()).isEqualTo("planner");
      }
      informant.close();
      assertThat(closed).hasSize(1);
    }
  }

  @Test
  void aPaceHasOneKeyFrameAndOneStepAtLeast() {
    assertThat(new Pace(1, 1).everySteps()).isOne();
    assertThatThrownBy(() -> new Pace(0, 1)).hasMessage("--key-frames is 0: it must be 1 or more");
    assertThatThrownBy(() -> new Pace(1, 0)).hasMessage("--every is 0: it must be 1 or more");
  }
}
