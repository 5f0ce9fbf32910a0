package org.amplia.experiment.puzzle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.amplia.base.RandomStream;
import org.amplia.config.Configuration;
import org.amplia.config.ConfigurationReader;
import org.amplia.config.Defaults;
import org.amplia.config.Method;
import org.amplia.env.EnvironmentSettings;
import org.amplia.observe.GameState;
import org.amplia.observe.ObservedGame;
import org.amplia.observe.View;
import org.amplia.rom.Cartridge;
import org.amplia.rom.RomLibrary;
import org.junit.jupiter.api.Test;

class CrossingLanesTest {
  private static final Cartridge CROSSING = new RomLibrary(Path.of("none")).open("crossing");
  private static final EnvironmentSettings NEVER_STICKS =
      EnvironmentSettings.STANDARD.withStickyProbability(0);
  private static final int STUN = 6;

  private static byte[] ram(ObservedGame game) {
    return game.save().environment().emulator().ram();
  }

  /** Whether the emulator stuns the turtle in one step of an action and one of UP. */
  private static boolean isStunned(ObservedGame copy, GameState state, int action) {
    copy.restore(state);
    for (int next : List.of(action, 1)) {
      int before = ram(copy)[STUN];
      copy.step(next);
      if (ram(copy)[STUN] > before) {
        return true;
      }
    }
    return false;
  }

  /** The rules are the cartridge's: a car hits where, and only where, the emulator says so. */
  @Test
  void hitsAreThoseOfTheEmulator() {
    int hits = 0;
    int wrong = 0;
    int asked = 0;
    try (ObservedGame game = new ObservedGame(CROSSING, NEVER_STICKS, View.RAM, 0);
        ObservedGame copy = new ObservedGame(CROSSING, NEVER_STICKS, View.RAM, 0)) {
      RandomStream random = new RandomStream(1);
      for (int mode = 0; mode < 2; mode++) {
        game.reset(random);
        for (int step = 0; step < 500; step++) {
          GameState state = game.save();
          for (int action = 0; action < 3; action++) {
            boolean hit = isStunned(copy, state, action);
            asked++;
            hits += hit ? 1 : 0;
            wrong += hit == new CrossingLanes(ram(game), 4, 2).isHit(action) ? 0 : 1;
          }
          game.step(random.nextInt(4) == 0 ? random.nextInt(3) : 1);
        }
      }
    }
    assertThat(hits).isGreaterThan(asked / 40);
    assertThat(wrong).isLessThan(asked / 500);
  }

  /** The turtle at a line, free, with the lanes of mode 0. */
  private static CrossingLanes at(int line) {
    try (ObservedGame game = new ObservedGame(CROSSING, NEVER_STICKS, View.RAM, 0)) {
      game.reset(new RandomStream(1));
      byte[] ram = ram(game);
      ram[4] = (byte) line;
      ram[STUN] = 0;
      return new CrossingLanes(ram, 4, 2);
    }
  }

  @Test
  void theLaneAheadDecides() {
    assertThat(at(144).best()).hasValue(7);
    assertThat(at(126).best()).hasValue(6);
    assertThat(at(110).best()).hasValue(5);
    assertThat(at(78).best()).hasValue(3);
    assertThat(at(62).best()).hasValue(2);
    assertThat(at(46).best()).hasValue(1);
    assertThat(at(110).deciding()).containsExactly(5);
  }

  /** Lane 0 drives as fast as lane 4, and lane 7 half as fast as lane 6. */
  @Test
  void aLaneThatTellsWhereItsCarsAreIsAsGood() {
    assertThat(at(94).deciding()).containsExactly(0, 4);
    assertThat(at(28).deciding()).containsExactly(0, 4);
    assertThat(at(126).deciding()).containsExactly(6, 7);
    assertThat(at(144).deciding()).containsExactly(7);
  }

  /** The lorry is 16 wide and the turtle 8; in six of eight frames they share lines. */
  @Test
  void aRiskIsTheShareOfColumnsAtWhichTheCarsHit() {
    double up = new CrossingLanes(at(144).ram(), 4, 2).risks()[7];
    assertThat(up).isBetween(0.1, 0.2);
    // Nothing can happen on the grass at the top.
    assertThat(at(4).risks()).containsOnly(0);
    assertThat(at(4).best()).isEmpty();
    assertThat(at(4).deciding()).isEmpty();
  }

  /** While it slides back it touches nothing: after eight frames of it nothing has happened. */
  @Test
  void whoIsStunnedIsNotHit() {
    byte[] ram = at(110).ram();
    ram[STUN] = 8;
    assertThat(new CrossingLanes(ram, 4, 2).risks()).containsOnly(0);
    ram[STUN] = 7;
    assertThat(new CrossingLanes(ram, 4, 2).risks()[6]).isCloseTo(0.0, within(0.2));
  }

  /** Whoever wants to train by hand has the same world in a file. */
  @Test
  void theFileOfTheWorldIsTheWorld() {
    ConfigurationReader reader =
        new ConfigurationReader(Defaults.of(PuzzleWorld.GAME, Method.REGULARISED));
    reader.file(Path.of("configs/masked-crossing.json"));
    reader.set("decomposition.update=imitation");
    reader.set("seed=3");
    Configuration expected = new PuzzleRun(PuzzleArm.IMITATION, 3).configuration(List.of());
    assertThat(reader.resolve()).isEqualTo(expected);
  }
}
