package org.amplia.ale;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;
import org.amplia.ale.Emulator.EmulatorSettings;
import org.amplia.base.Hash;
import org.amplia.base.RootLocale;
import org.amplia.rom.Cartridge;

/**
 * What the emulator does with a cartridge, in one line to compare with other versions: rewards and
 * the MD5 of RAM and grey screen under pseudo-random actions that any language can generate. Seed
 * 123, nothing sticks, no frame is skipped.
 */
public final class GoldenTrace {
  /** The columns, comma-separated. */
  public static final String HEADER =
      "game,minimal_actions,initial_lives,reward_sum,game_overs,first_game_over_step,"
          + "ram_md5_prefix,gray_md5_prefix,screen";

  private static final int EMULATOR_SEED = 123;
  private static final int GREY_EVERY_STEPS = 10;
  private static final int PREFIX_DIGITS = 12;

  private GoldenTrace() {}

  /**
   * The row of one cartridge.
   *
   * @param steps frames to play; the reference traces have 3,000
   * @param lcgSeed start of the generator that chooses the actions; the reference traces have 12345
   */
  public static String row(String name, Cartridge cartridge, int steps, int lcgSeed) {
    try (Emulator emulator = Emulator.fresh(cartridge, EmulatorSettings.withSeed(EMULATOR_SEED))) {
      int[] actions = emulator.minimalActions();
      int initialLives = emulator.lives();
      MessageDigest ramDigest = Hash.md5();
      MessageDigest greyDigest = Hash.md5();
      byte[] ram = new byte[Emulator.RAM_BYTES];
      byte[] screen = new byte[emulator.rows() * emulator.columns()];
      long random = lcgSeed;
      long rewardSum = 0;
      int gameOvers = 0;
      int firstGameOverStep = -1;
      for (int step = 0; step < steps; step++) {
        if (emulator.isGameOver()) {
          emulator.pressReset();
          firstGameOverStep = gameOvers == 0 ? step : firstGameOverStep;
          gameOvers++;
        }
        random = (random * 1103515245L + 12345) & 0x7fffffff;
        rewardSum += emulator.act(actions[(int) ((random >> 16) % actions.length)]);
        emulator.copyRam(ram, 0);
        ramDigest.update(ram);
        if (step % GREY_EVERY_STEPS == 0) {
          emulator.copyScreen(screen);
          emulator.palette().toGrey(screen, screen);
          greyDigest.update(screen);
        }
      }
      return RootLocale.format(
          "%s,%s,%d,%d,%d,%d,%s,%s,%dx%d",
          name,
          Arrays.stream(actions).mapToObj(String::valueOf).collect(Collectors.joining(" ")),
          initialLives,
          rewardSum,
          gameOvers,
          firstGameOverStep,
          prefix(ramDigest),
          prefix(greyDigest),
          emulator.rows(),
          emulator.columns());
    }
  }

  private static String prefix(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest()).substring(0, PREFIX_DIGITS);
  }
}
