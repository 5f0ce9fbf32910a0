package org.amplia.overseer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.amplia.base.RandomStream;
import org.amplia.env.EnvironmentSettings;
import org.amplia.env.Step;
import org.amplia.model.ChoiceModel;
import org.amplia.model.Evaluator;
import org.amplia.net.Architecture;
import org.amplia.net.InputEncoder;
import org.amplia.net.Network;
import org.amplia.observe.GamePool;
import org.amplia.observe.GameState;
import org.amplia.observe.ObservationKind;
import org.amplia.observe.ObservedGame;
import org.amplia.observe.View;
import org.amplia.question.Question.ActionValue;
import org.amplia.rom.Cartridge;
import org.amplia.rom.RomLibrary;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PlayedFuturesTest {
  private static final Cartridge CROSSING = new RomLibrary(Path.of("none")).open("crossing");
  private static final int HORIZON = 40;
  private static final long FRAMES_A_STEP = 4;
  private static final double DISCOUNT = 0.95;
  private static final List<GameState> STATES = new ArrayList<>();
  private static ChoiceModel policy;
  private static Evaluator evaluator;

  @BeforeAll
  static void visit() {
    try (ObservedGame game =
        new ObservedGame(CROSSING, EnvironmentSettings.STANDARD, View.RAM, 0)) {
      game.reset(new RandomStream(1));
      for (int step = 0; step < 300; step++) {
        game.step(1);
        if (step % 25 == 0) {
          STATES.add(game.save());
        }
      }
    }
    InputEncoder encoder = new InputEncoder.Scaled(ObservationKind.RAM.length(3));
    Architecture shape = new Architecture.Mlp(encoder.features(), 8, 3, 0, 0);
    policy = new ChoiceModel(new Network(shape, encoder, new RandomStream(2)));
    evaluator = new Evaluator(new Network(shape, encoder, new RandomStream(3)));
  }

  @AfterAll
  static void close() {
    policy.close();
    evaluator.network().close();
  }

  private static PlayedFutures.Played played(double sticky, int futures, long seed) {
    try (GamePool pool =
        new GamePool(
            CROSSING, EnvironmentSettings.STANDARD.withStickyProbability(sticky), View.RAM, 0, 2)) {
      return new PlayedFutures(pool, policy, futures, HORIZON, DISCOUNT)
          .of(STATES, state -> new RandomStream(seed + state));
    }
  }

  /** Without chance every future is the one that look-ahead sees. */
  @Test
  void withoutChanceTheyAreTheRewardsOfTheLookAhead() {
    try (GamePool pool =
        new GamePool(
            CROSSING, EnvironmentSettings.STANDARD.withStickyProbability(0), View.RAM, 0, 1)) {
      List<Outcome[]> outcomes =
          new LookAhead(pool, policy, evaluator, new LookAheadSettings(HORIZON, DISCOUNT))
              .throughout()
              .outcomes(STATES);
      PlayedFutures.Played played = played(0, 3, 1);
      assertThat(played.returns()).hasSize(3 * STATES.size());
      for (int s = 0; s < STATES.size(); s++) {
        for (int a = 0; a < 3; a++) {
          assertThat(played.returns()[3 * s + a])
              .isCloseTo(outcomes.get(s)[a].rewardSum(), within(1e-9));
        }
      }
      assertThat(played.frames())
          .hasSize(3 * STATES.size())
          .containsOnly(3L * HORIZON * FRAMES_A_STEP);
      assertThat(played.framesPlayed()).isEqualTo(3L * 3 * STATES.size() * HORIZON * FRAMES_A_STEP);
    }
  }

  /** Short futures with M1's value after them are a look-ahead with its value. */
  @Test
  void withAnEvaluatorTheStateReachedCounts() {
    int steps = 8;
    try (GamePool pool =
        new GamePool(
            CROSSING, EnvironmentSettings.STANDARD.withStickyProbability(0), View.RAM, 0, 1)) {
      PlayedFutures futures =
          new PlayedFutures(pool, policy, 2, steps, DISCOUNT).valuedBy(evaluator);
      double[] returns = futures.of(STATES, RandomStream::new).returns();
      List<Outcome[]> outcomes =
          new LookAhead(pool, policy, evaluator, new LookAheadSettings(steps, DISCOUNT))
              .throughout()
              .outcomes(STATES);
      for (int s = 0; s < STATES.size(); s++) {
        for (int a = 0; a < 3; a++) {
          double seen = outcomes.get(s)[a].value();
          assertThat(seen).isNotEqualTo(outcomes.get(s)[a].rewardSum());
          assertThat(returns[3 * s + a]).isCloseTo(seen, within(1e-5));
          PlayedFutures.Played alone =
              futures.of(new ActionValue(STATES.get(s), a), new RandomStream(s));
          assertThat(alone.returns()[0]).isCloseTo(seen, within(1e-5));
          assertThat(alone.framesPlayed()).isEqualTo(2L * steps * FRAMES_A_STEP);
        }
      }
    }
  }

  /** Where the game is over, there is no state to be valued: it ends after 600 steps. */
  @Test
  void afterTheEndNothingIsValued() {
    try (GamePool pool =
            new GamePool(
                CROSSING, EnvironmentSettings.STANDARD.withStickyProbability(0), View.RAM, 0, 1);
        ObservedGame game = new ObservedGame(CROSSING, EnvironmentSettings.STANDARD, View.RAM, 0)) {
      game.reset(new RandomStream(1));
      GameState last = game.save();
      for (Step step = game.step(0); step.ending() == null; step = game.step(0)) {
        last = game.save();
      }
      PlayedFutures.Played played =
          new PlayedFutures(pool, policy, 2, 4, DISCOUNT)
              .valuedBy(evaluator)
              .of(new ActionValue(last, 0), new RandomStream(1));
      assertThat(played.returns()).containsExactly(0);
      assertThat(played.framesPlayed()).isPositive().isLessThanOrEqualTo(2L * FRAMES_A_STEP);
    }
  }

  /** Each action of a state has the chances that it would have alone. */
  @Test
  void theActionsOfAStateShareTheirChances() {
    PlayedFutures.Played together = played(0.25, 4, 1);
    try (GamePool pool = new GamePool(CROSSING, EnvironmentSettings.STANDARD, View.RAM, 0, 1)) {
      PlayedFutures futures = new PlayedFutures(pool, policy, 4, HORIZON, DISCOUNT);
      for (int s = 0; s < STATES.size(); s++) {
        for (int a = 0; a < 3; a++) {
          assertThat(
                  futures.of(new ActionValue(STATES.get(s), a), new RandomStream(1 + s))
                      .returns()[0])
              .isCloseTo(together.returns()[3 * s + a], within(1e-9));
        }
      }
    }
  }

  @Test
  void theChancesAreTheStreamsAlone() {
    assertThat(played(0.25, 4, 1).returns()).isEqualTo(played(0.25, 4, 1).returns());
    assertThat(played(0.25, 4, 1).returns()).isNotEqualTo(played(0.25, 4, 100).returns());
  }
}
