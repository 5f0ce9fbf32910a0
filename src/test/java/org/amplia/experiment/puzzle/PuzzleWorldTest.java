package org.amplia.experiment.puzzle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
   * Where a line can be cast, an item that is said to decide has a reward for the one cast that
   * reaches the fish and none for the other, in the emulator; one that is said not to does not tell
   * them apart rightly in every state. In the game all four waters come up.
   */
  @Test
  void whatDecidesForTheAnglerIsWhatTheEmulatorShows() {
    Set<String> waters = new HashSet<>();
    PuzzleWorld world = PuzzleWorld.BLIND_ANGLER;
    Set<Information> alwaysRight = new HashSet<>(world.items());
    int asked = 0;
    try (ObservedGame game = new ObservedGame(ANGLER, NEVER_STICKS, View.RAM, 0);
        GamePool pool = new GamePool(ANGLER, NEVER_STICKS, View.RAM, 0, 1)) {
      Consequences consequences = Consequences.untrained(pool, SimpleRule.of("angler"), 1);
      RandomStream random = new RandomStream(1);
      game.reset(random);
      while (asked < 40) {
        GameState state = game.save();
        byte[] ram = state.environment().emulator().ram();
        Map<Information, Double> shares = world.shares(state);
        assertThat(shares.isEmpty()).isEqualTo(ram[PHASE] != 0x40 || ram[TIMER] == 68);
        if (!shares.isEmpty()) {
          asked++;
          waters.add(ram[6] + " " + ram[7]);
          for (Information item : world.items()) {
            boolean right = tells(consequences, state, item, ram[FISH] == ABOVE);
            if (shares.get(item) == 1) {
              assertThat(right).as("%s in state %d", item.label(), asked).isTrue();
            } else {
              assertThat(shares.get(item)).isZero();
            }
            if (!right) {
              alwaysRight.remove(item);
            }
          }
          assertThat(world.best(state).orElseThrow().horizonSteps())
              .isEqualTo(ram[7] == 0 ? 4 : 16);
        }
        game.step(random.nextInt(3));
        if (game.environment().isOver()) {
          game.reset(random);
        }
      }
    }
    assertThat(waters).hasSize(4);
    // No item is right everywhere, so none can be asked for always.
    assertThat(alwaysRight).isEmpty();
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
