package org.amplia.overseer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.amplia.base.RandomStream;
import org.amplia.env.EnvironmentSettings;
import org.amplia.model.ChoiceModel;
import org.amplia.model.Evaluator;
import org.amplia.model.Scores;
import org.amplia.net.Architecture;
import org.amplia.net.InputEncoder;
import org.amplia.net.Network;
import org.amplia.observe.GamePool;
import org.amplia.observe.GameState;
import org.amplia.observe.ObservationKind;
import org.amplia.observe.ObservedGame;
import org.amplia.observe.View;
import org.amplia.question.Continuation;
import org.amplia.question.Feature;
import org.amplia.question.Information;
import org.amplia.question.Question.ActionValue;
import org.amplia.rom.Cartridge;
import org.amplia.rom.PlantedCartridge;
import org.amplia.rom.RomLibrary;
import org.junit.jupiter.api.Test;

/** Look-ups against the same futures played by hand. */
class ConsequencesTest {
  private static final Cartridge CROSSING = new RomLibrary(Path.of("none")).open("crossing");
  private static final EnvironmentSettings NO_CHANCE =
      EnvironmentSettings.STANDARD.withStickyProbability(0);
  private static final double DISCOUNT = 0.9;
  private static final int UP = 1;

  @Test
  void itemsReadWhatIsPlayedOneByOne() {
    try (ObservedGame game = new ObservedGame(CROSSING, NO_CHANCE, View.RAM, 0);
        GamePool pool = new GamePool(CROSSING, NO_CHANCE, View.RAM, 0, 1)) {
      Consequences consequences = Consequences.untrained(pool, SimpleRule.CROSS, DISCOUNT);
      game.reset(new RandomStream(1));
      int telling = 0;
      for (int start = 0; start < 60; start++) {
        game.step(UP);
        if (start % 4 != 0) {
          continue;
        }
        GameState state = game.save();
        for (int action = 0; action < 3; action++) {
          telling += compare(game, state, action, consequences);
        }
        game.restore(state);
      }
      assertThat(telling).isGreaterThan(10);
    }
  }

  private static int compare(
      ObservedGame game, GameState state, int action, Consequences consequences) {
    int telling = 0;
    for (Continuation continuation :
        List.of(Continuation.DEMONSTRATOR, Continuation.REPEAT, Continuation.NOOP)) {
      // The rule of crossing is to go up.
      int next =
          switch (continuation) {
            case DEMONSTRATOR -> UP;
            case REPEAT -> action;
            default -> 0;
          };
      game.restore(state);
      double rewards = 0;
      for (int step = 0; step < 32; step++) {
        rewards +=
            Math.pow(DISCOUNT, step) * Math.signum(game.step(step == 0 ? action : next).reward());
      }
      byte line =
          (byte) (game.environment().ram(4) - (state.environment().emulator().ram()[4] & 255));
      List<Information> items =
          List.of(
              new Information(new Feature.RewardSum(), 32, continuation),
              new Information(new Feature.RamChange(4), 32, continuation));
      Prospect found =
          consequences.of(List.of(new ActionValue(state, action)), List.of(items)).get(0);
      assertThat(found.findings(items).get(0).answer()).isCloseTo(rewards, within(1e-12));
      assertThat(found.findings(items).get(1).answer()).isEqualTo(line);
      assertThat(found.frames(items)).isEqualTo(128);
      telling += rewards > 0 ? 1 : 0;
    }
    return telling;
  }

  @Test
  void thereIsNoPolicy() {
    try (ObservedGame game = new ObservedGame(CROSSING, EnvironmentSettings.STANDARD, View.RAM, 0);
        GamePool pool = new GamePool(CROSSING, NO_CHANCE, View.RAM, 0, 1)) {
      Consequences consequences = Consequences.untrained(pool, SimpleRule.CROSS, DISCOUNT);
      game.reset(new RandomStream(1));
      ActionValue about = new ActionValue(game.save(), 0);
      List<Information> items = List.of(new Information(new Feature.RewardSum(), 4));
      assertThatThrownBy(() -> consequences.of(List.of(about), List.of(items)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static EnvironmentSettings capped(int frames) {
    return new EnvironmentSettings(
        NO_CHANCE.frameSkip(),
        NO_CHANCE.stickyProbability(),
        NO_CHANCE.maxNoopFrames(),
        NO_CHANCE.fireOnReset(),
        NO_CHANCE.fullActionSet(),
        NO_CHANCE.lifeLossEnds(),
        frames,
        NO_CHANCE.mode(),
        NO_CHANCE.difficulty());
  }

  /** What is read at every horizon three steps before a game stops, while nothing is done. */
  private static Prospect threeStepsBeforeTheEnd(EnvironmentSettings settings) {
    Cartridge levers = PlantedCartridge.levers();
    List<GameState> states = new ArrayList<>();
    try (ObservedGame game = new ObservedGame(levers, settings, View.RAM, 0);
        GamePool pool = new GamePool(levers, settings, View.RAM, 0, 1)) {
      game.reset(new RandomStream(1));
      while (!game.environment().isOver()) {
        states.add(game.save());
        game.step(0);
      }
      ActionValue about = new ActionValue(states.get(states.size() - 3), 0);
      // Beside it a game that goes on.
      ActionValue another = new ActionValue(states.get(0), 0);
      List<Information> items =
          List.of(new Information(new Feature.RewardSum(), 16, Continuation.NOOP));
      return Consequences.untrained(pool, SimpleRule.NONE, DISCOUNT)
          .of(List.of(about, another), List.of(items, items))
          .get(0);
    }
  }

  @Test
  void onceTheGameIsOverEverythingStaysAsItWas() {
    Prospect found = threeStepsBeforeTheEnd(NO_CHANCE);
    for (int steps : new int[] {1, 2, 4, 8, 16}) {
      Prospect.Readout readout = found.after(steps, Continuation.NOOP);
      assertThat(readout.ended()).as("%d steps", steps).isEqualTo(steps >= 3);
      assertThat(readout.frames())
          .isEqualTo(found.after(Math.min(steps, 4), Continuation.NOOP).frames());
    }
    assertThat(found.after(2, Continuation.NOOP).frames()).isEqualTo(8);
    assertThat(found.after(4, Continuation.NOOP).frames()).isBetween(9L, 12L);
    // Nothing is worth anything after the end; before it nobody here knows.
    assertThat(found.after(4, Continuation.NOOP).leafValue()).isZero();
    assertThat(found.after(2, Continuation.NOOP).leafValue()).isNaN();
  }

  /** A game that is cut short could have gone on. */
  @Test
  void theFrameCapIsNoEnd() {
    Prospect found = threeStepsBeforeTheEnd(capped(400));
    for (int steps : new int[] {1, 2, 4, 8, 16}) {
      assertThat(found.after(steps, Continuation.NOOP).ended()).isFalse();
    }
    assertThat(found.after(16, Continuation.NOOP).frames())
        .isEqualTo(found.after(4, Continuation.NOOP).frames())
        .isBetween(9L, 12L);
  }

  private static Network network(int seed) {
    InputEncoder encoder = new InputEncoder.Scaled(ObservationKind.RAM.length(3));
    return new Network(
        new Architecture.Mlp(encoder.features(), 8, 3, 0, 0), encoder, new RandomStream(seed));
  }

  private static byte[][] seen(ObservedGame game) {
    return new byte[][] {game.observation().clone()};
  }

  @Test
  void thePolicyGoesOnAndTheEvaluatorSaysWhatTheStateReachedIsWorth() {
    int steps = 8;
    List<Information> items =
        List.of(
            new Information(new Feature.RewardSum(), steps),
            new Information(new Feature.LeafValue(), steps));
    try (ObservedGame game = new ObservedGame(CROSSING, NO_CHANCE, View.RAM, 0);
        GamePool pool = new GamePool(CROSSING, NO_CHANCE, View.RAM, 0, 2);
        Network policy = network(2);
        Network evaluator = network(3)) {
      ChoiceModel greedy = new ChoiceModel(policy);
      Consequences consequences =
          new Consequences(pool, greedy, greedy, new Evaluator(evaluator), DISCOUNT);
      game.reset(new RandomStream(1));
      for (int start = 0; start < 10; start++) {
        game.step(UP);
        GameState state = game.save();
        int action = start % 3;
        int next = action;
        double rewards = 0;
        for (int step = 0; step < steps; step++) {
          rewards += Math.pow(DISCOUNT, step) * Math.signum(game.step(next).reward());
          next = Scores.mode(policy.forward(seen(game))[0]);
        }
        double leaf = Math.pow(DISCOUNT, steps) * evaluator.forward(seen(game))[0][next];
        Prospect found =
            consequences.of(List.of(new ActionValue(state, action)), List.of(items)).get(0);
        assertThat(found.findings(items).get(0).answer()).isCloseTo(rewards, within(1e-12));
        assertThat(found.findings(items).get(1).answer()).isCloseTo(leaf, within(1e-5));
        assertThat(found.frames(items)).isEqualTo(4L * steps);
        assertThat(found.tells(new Information(new Feature.RewardSum(), 4))).isTrue();
        assertThat(found.tells(new Information(new Feature.RewardSum(), 16))).isFalse();
        game.restore(state);
        Approvals first = consequences.firstSteps(List.of(state)).get(0);
        assertThat(first.frames()).isEqualTo(3 * 4);
        assertThat(first.indifferent()).isEqualTo(allLeadToTheSameRam(game, state));
        game.restore(state);
      }
    }
  }

  private static boolean allLeadToTheSameRam(ObservedGame game, GameState state) {
    byte[][] rams = new byte[3][128];
    for (int action = 0; action < 3; action++) {
      game.restore(state);
      game.step(action);
      game.environment().copyRam(rams[action], 0);
    }
    return Arrays.equals(rams[0], rams[1]) && Arrays.equals(rams[0], rams[2]);
  }

  /**
   * Random actions are drawn from a stream that state and action decide. So many are more than one
   * thread plays in lockstep, and the last of these blocks is not full.
   */
  @Test
  void randomActionsAreTheSameWhenTheyAreAskedForAgain() {
    List<Information> items =
        List.of(new Information(new Feature.RamChange(4), 8, Continuation.RANDOM));
    try (ObservedGame game = new ObservedGame(CROSSING, NO_CHANCE, View.RAM, 0);
        GamePool pool = new GamePool(CROSSING, NO_CHANCE, View.RAM, 0, 1)) {
      Consequences consequences = Consequences.untrained(pool, SimpleRule.CROSS, DISCOUNT);
      game.reset(new RandomStream(1));
      List<ActionValue> questions = new ArrayList<>();
      for (int start = 0; start < 63; start++) {
        game.step(UP);
        questions.add(new ActionValue(game.save(), start % 3));
      }
      List<Double> together = new ArrayList<>();
      List<Double> alone = new ArrayList<>();
      for (Prospect found : consequences.of(questions, Collections.nCopies(63, items))) {
        together.add(found.findings(items).get(0).answer());
      }
      for (ActionValue question : questions) {
        Prospect found = consequences.of(List.of(question), List.of(items)).get(0);
        alone.add(found.findings(items).get(0).answer());
      }
      assertThat(alone).isEqualTo(together);
      assertThat(together.stream().distinct().count()).isGreaterThan(1);
    }
  }
}
