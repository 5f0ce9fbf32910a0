package org.amplia.experiment.puzzle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.amplia.base.RandomStream;
import org.amplia.base.UserError;
import org.amplia.config.Configuration;
import org.amplia.config.ConfigurationReader;
import org.amplia.config.Defaults;
import org.amplia.config.Method;
import org.amplia.env.EnvironmentSettings;
import org.amplia.observe.GamePool;
import org.amplia.observe.GameState;
import org.amplia.observe.ObservedGame;
import org.amplia.observe.View;
import org.amplia.overseer.Consequences;
import org.amplia.overseer.SimpleRule;
import org.amplia.question.Continuation;
import org.amplia.question.Information;
import org.amplia.question.Question.ActionValue;
import org.amplia.rom.Cartridge;
import org.amplia.rom.RomLibrary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PuzzleWorldTest {
  private static final Cartridge ANGLER = new RomLibrary(Path.of("none")).open("angler");
  private static final EnvironmentSettings NEVER_STICKS =
      EnvironmentSettings.STANDARD.withStickyProbability(0);
  private static final int UP = 1;
  private static final int DOWN = 2;
  private static final int PHASE = 4;
  private static final int TIMER = 5;
  private static final int FISH = 9;
  private static final int ABOVE = 0x40;

  @ParameterizedTest
  @EnumSource(PuzzleWorld.class)
  void theFileOfTheWorldIsTheWorld(PuzzleWorld world) {
    ConfigurationReader reader =
        new ConfigurationReader(Defaults.of(world.game(), Method.REGULARISED));
    reader.file(Path.of("configs", world.label() + ".json"));
    reader.set("decomposition.update=imitation");
    reader.set("seed=3");
    Configuration expected = new PuzzleRun(world, PuzzleArm.IMITATION, 3).configuration(List.of());
    assertThat(reader.resolve()).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource(PuzzleWorld.class)
  void aWorldIsNamed(PuzzleWorld world) {
    assertThat(PuzzleWorld.of(world.label())).isSameAs(world);
    assertThat(PuzzleWorld.names()).contains(world.label());
    assertThatThrownBy(() -> PuzzleWorld.of("masked"))
        .isInstanceOf(UserError.class)
        .hasMessageContaining(world.label());
  }

  /**
   * Where a line can be cast, an item that is said to decide is worth more for the cast that
   * reaches the fish than for the other, in the emulator and at the world's discount. One that is
   * said not to does not tell them apart in every state of that water.
   */
  @Test
  void whatDecidesForTheAnglerIsWhatTheEmulatorShows() {
    PuzzleWorld world = PuzzleWorld.BLIND_ANGLER;
    Map<String, Set<Information>> alwaysTell = new TreeMap<>();
    Map<String, Set<Information>> deciding = new TreeMap<>();
    int asked = 0;
    int late = 0;
    try (ObservedGame game = new ObservedGame(ANGLER, NEVER_STICKS, View.RAM, 0);
        GamePool pool = new GamePool(ANGLER, NEVER_STICKS, View.RAM, 0, 1)) {
      Consequences consequences = Consequences.untrained(pool, SimpleRule.of("angler"), 0.95);
      RandomStream random = new RandomStream(1);
      game.reset(random);
      while (asked < 150 || late == 0) {
        GameState state = game.save();
        byte[] ram = state.environment().emulator().ram();
        Map<Information, Double> shares = world.shares(state);
        boolean waits = ram[PHASE] == 0x40 && ram[TIMER] < 68;
        assertThat(shares.isEmpty() || waits).isTrue();
        late += waits && shares.isEmpty() ? 1 : 0;
        if (!shares.isEmpty()) {
          asked++;
          String water = ram[6] + " " + ram[7] + (ram[TIMER] > 64 ? " shy" : "");
          alwaysTell.computeIfAbsent(water, w -> withoutLuck(world.items()));
          deciding.put(water, world.deciding(state));
          for (Information item : world.items()) {
            boolean right = tells(consequences, state, item, ram[FISH] == ABOVE);
            assertThat(right || shares.get(item) == 0)
                .as("%s in state %d", item.label(), asked)
                .isTrue();
            if (!right) {
              alwaysTell.get(water).remove(item);
            }
          }
        }
        // Seldom a key, so that it waits for the line longer than a step.
        game.step(random.nextInt(4) == 0 ? 1 + random.nextInt(2) : 0);
        if (game.environment().isOver()) {
          game.reset(random);
        }
      }
    }
    assertThat(deciding).hasSize(8).isEqualTo(alwaysTell);
    assertThat(deciding.values().stream().map(Set::size)).containsOnly(1, 2, 3);
  }

  private static Set<Information> withoutLuck(List<Information> items) {
    return items.stream()
        .filter(item -> item.continuation() != Continuation.RANDOM)
        .collect(Collectors.toSet());
  }

  private static boolean tells(
      Consequences consequences, GameState state, Information item, boolean above) {
    double up = reward(consequences, state, UP, item);
    double down = reward(consequences, state, DOWN, item);
    return above ? up > down : down > up;
  }

  private static double reward(
      Consequences consequences, GameState state, int action, Information item) {
    return consequences
        .of(List.of(new ActionValue(state, action)), List.of(List.of(item)))
        .get(0)
        .findings(List.of(item))
        .get(0)
        .answer();
  }
}
