package org.amplia.train.rounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.amplia.base.RandomStream;
import org.amplia.env.EnvironmentSettings;
import org.amplia.env.Step;
import org.amplia.model.ChoiceModel;
import org.amplia.model.Evaluator;
import org.amplia.net.Architecture;
import org.amplia.net.InputEncoder;
import org.amplia.net.Network;
import org.amplia.net.Tensor;
import org.amplia.observe.GamePool;
import org.amplia.observe.GameState;
import org.amplia.observe.ObservationKind;
import org.amplia.observe.ObservedGame;
import org.amplia.observe.View;
import org.amplia.overseer.LookAhead;
import org.amplia.overseer.LookAheadSettings;
import org.amplia.rom.Cartridge;
import org.amplia.rom.RomLibrary;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Targets of fitted Q on the bundled crossing, with a Q that is the same everywhere. */
class TargetsTest {
  private static final Cartridge CROSSING = new RomLibrary(Path.of("none")).open("crossing");
  private static final EnvironmentSettings NO_CHANCE =
      EnvironmentSettings.STANDARD.withStickyProbability(0);
  private static final int UP = 1;

  /** Q of NOOP, UP and DOWN: the greedy policy goes up. */
  private static final float[] Q = {0.1f, 0.4f, 0.2f};

  private static final double DISCOUNT = 0.5;
  private static final int HORIZON = 3;

  private static Network q;
  private static GamePool pool;
  private static LookAhead lookAhead;

  @BeforeAll
  static void open() {
    InputEncoder encoder = new InputEncoder.Scaled(ObservationKind.RAM.length(3));
    q =
        new Network(
            new Architecture.Mlp(encoder.features(), 2, 3, 0, 0), encoder, new RandomStream(1));
    Map<String, Tensor> constant = new LinkedHashMap<>();
    q.parameters()
        .forEach(
            (name, tensor) ->
                constant.put(
                    name,
                    tensor.size() == 3
                        ? Tensor.of(Q, 3)
                        : Tensor.of(new float[(int) tensor.size()], tensor.shape())));
    q.setParameters(constant);
    pool = new GamePool(CROSSING, NO_CHANCE, View.RAM, 0, 1);
    lookAhead =
        new LookAhead(
            pool, new ChoiceModel(q), new Evaluator(q), new LookAheadSettings(HORIZON, DISCOUNT));
  }

  @AfterAll
  static void close() {
    pool.close();
    q.close();
  }

  /** Every state of a game that goes up always, with the reward of the step that follows. */
  private static List<GameState> played(List<Double> rewards) {
    List<GameState> states = new ArrayList<>();
    try (ObservedGame game = new ObservedGame(CROSSING, NO_CHANCE, View.RAM, 0)) {
      game.reset(new RandomStream(1));
      while (!game.environment().isOver()) {
        states.add(game.save());
        rewards.add(Math.signum(game.step(UP).reward()));
      }
    }
    return states;
  }

  private static float target(GameState state, int action) {
    return Targets.of(lookAhead.throughout(), List.of(state)).all().get(0).values()[action];
  }

  @Test
  void rewardsAreDiscountedAndTheHighestQOfTheLastStateIsAdded() {
    List<Double> rewards = new ArrayList<>();
    List<GameState> states = played(rewards);
    int scoring = rewards.indexOf(1.0);
    assertThat(scoring).isGreaterThan(10);
    double beyond = DISCOUNT * DISCOUNT * DISCOUNT * 0.4;
    assertThat(target(states.get(0), UP)).isCloseTo((float) beyond, within(1e-6f));
    for (int stepsBefore = 0; stepsBefore < HORIZON; stepsBefore++) {
      assertThat(target(states.get(scoring - stepsBefore), UP))
          .as("%d steps before the point", stepsBefore)
          .isCloseTo((float) (Math.pow(DISCOUNT, stepsBefore) + beyond), within(1e-6f));
    }
    assertThat(target(states.get(scoring - HORIZON), UP)).isCloseTo((float) beyond, within(1e-6f));
  }

  @Test
  void nothingCountsBeyondTheGamesEnd() {
    List<Double> rewards = new ArrayList<>();
    List<GameState> states = played(rewards);
    int last = states.size() - 1;
    for (int left = 0; left < HORIZON; left++) {
      double expected = 0;
      for (int step = left; step >= 0; step--) {
        expected = rewards.get(last - step) * Math.pow(DISCOUNT, left - step) + expected;
      }
      assertThat(target(states.get(last - left), UP))
          .as("%d steps before the last", left)
          .isCloseTo((float) expected, within(1e-6f));
    }
  }

  @Test
  void aStateInWhichTheActionMakesNoDifferenceHasItsTargetFromTheHorizonToo() {
    List<GameState> states = played(new ArrayList<>());
    Targets throughout = Targets.of(lookAhead.throughout(), states);
    int indifferent = 0;
    try (ObservedGame game = new ObservedGame(CROSSING, NO_CHANCE, View.RAM, 0)) {
      for (int i = 0; i < states.size(); i += 7) {
        float[] values = throughout.all().get(i).values();
        for (int action = 0; action < 3; action++) {
          assertThat(values[action])
              .as("state %d action %d", i, action)
              .isCloseTo((float) playedAlone(game, states.get(i), action), within(1e-6f));
        }
        indifferent += throughout.all().get(i).isDecisive() ? 0 : 1;
      }
    }
    assertThat(indifferent).isPositive();
    assertThat(throughout.taught()).hasSize(states.size() - states.size() / 10);
    assertThat(throughout.frames()).isPositive();
  }

  private static double playedAlone(ObservedGame game, GameState state, int action) {
    game.restore(state);
    double value = 0;
    double discount = 1;
    for (int step = 0; step < HORIZON; step++) {
      Step result = game.step(step == 0 ? action : UP);
      value += discount * Math.signum(result.reward());
      discount *= DISCOUNT;
      if (result.ending() != null) {
        return value;
      }
    }
    return value + discount * 0.4;
  }
}
