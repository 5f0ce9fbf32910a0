package org.amplia.experiment.puzzle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.amplia.base.RandomStream;
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

  private static int best(int line) {
    double[] shares = at(line).shares().orElseThrow();
    return IntStream.range(0, shares.length)
        .filter(lane -> shares[lane] == 1)
        .findFirst()
        .getAsInt();
  }

  @Test
  void theLaneAheadTellsMost() {
    assertThat(best(144)).isEqualTo(7);
    assertThat(best(110)).isEqualTo(5);
    assertThat(best(78)).isEqualTo(3);
    assertThat(best(62)).isEqualTo(2);
    assertThat(best(46)).isEqualTo(1);
  }

  /** Lane 0 drives as fast as lane 4, so it says where that one's cars are. */
  @Test
  void aLaneTellsOfTheOthers() {
    double[] shares = at(94).shares().orElseThrow();
    assertThat(shares[4]).isEqualTo(1);
    assertThat(shares[0]).isGreaterThan(0.8);
    // Lane 3 is far away and drives at a speed of its own.
    assertThat(shares[3]).isLessThan(0.3);
  }

  /**
   * By hand: what is known of a lane is the eighth column that its cars reach in four frames. Of
   * the times of a period in which they fall into it, some share ends in a hit.
   */
  @Test
  void informationIsThatOfCountingTheTimesOfAPeriod() {
    CrossingLanes lanes = at(144);
    int period = 2560; // 160 columns of 256 parts each, and the speeds' common divisors
    int[][] count = new int[20][2];
    for (int time = 0; time < period; time++) {
      byte[] ram = lanes.ram().clone();
      for (int lane = 0; lane < CrossingLanes.LANES; lane++) {
        int speed = (ram[48 + lane] << 8) + (ram[40 + lane] & 0xff);
        int column = ((ram[8 + lane] & 0xff) << 8) + (ram[24 + lane] & 0xff) + speed * time;
        column = Math.floorMod(column, 160 << 8);
        ram[8 + lane] = (byte) (column >> 8);
        ram[24 + lane] = (byte) column;
      }
      int speed = (ram[55] << 8) + (ram[47] & 0xff);
      int after = ((ram[15] & 0xff) << 8) + (ram[31] & 0xff) + 4 * speed;
      int known = Math.floorMod(after >> 8, 160) / 8;
      count[known][new CrossingLanes(ram, 4, 2).isHit(1) ? 1 : 0]++;
    }
    int hits = 0;
    double left = 0;
    for (int[] one : count) {
      hits += one[1];
      left += (one[0] + one[1]) * entropy((double) one[1] / (one[0] + one[1]));
    }
    double up = entropy((double) hits / period) - left / period;
    assertThat(up).isGreaterThan(0.1);
    // NOOP and DOWN stay on the grass for a step, and tell less.
    assertThat(lanes.information()[7]).isGreaterThan(up).isLessThan(3 * up);
  }

  private static double entropy(double share) {
    return share == 0 || share == 1
        ? 0
        : -share * Math.log(share) - (1 - share) * Math.log(1 - share);
  }

  /** It is the same whenever one looks: the time of the game is what is not known. */
  @Test
  void theTimeOfTheGameDoesNotMatter() {
    byte[] later = at(78).ram();
    for (int lane = 0; lane < CrossingLanes.LANES; lane++) {
      int speed = (later[48 + lane] << 8) + (later[40 + lane] & 0xff);
      int column = ((later[8 + lane] & 0xff) << 8) + (later[24 + lane] & 0xff) + 777 * speed;
      column = Math.floorMod(column, 160 << 8);
      later[8 + lane] = (byte) (column >> 8);
      later[24 + lane] = (byte) column;
    }
    assertThat(new CrossingLanes(later, 4, 2).information())
        .containsExactly(at(78).information(), within(1e-12));
  }

  /** On the grass at the top. */
  @Test
  void nothingIsToldWhereNothingCanHappen() {
    assertThat(at(4).information()).containsOnly(0);
    assertThat(at(4).shares()).isEmpty();
  }

  /** While it slides back it touches nothing: after eight frames of it nothing has happened. */
  @Test
  void whoIsStunnedIsNotHit() {
    byte[] ram = at(110).ram();
    ram[STUN] = 8;
    assertThat(new CrossingLanes(ram, 4, 2).information()).containsOnly(0);
    ram[STUN] = 3;
    assertThat(new CrossingLanes(ram, 4, 2).shares()).isPresent();
  }
}
