package org.amplia.observe;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.amplia.base.RandomStream;
import org.amplia.env.EnvironmentSettings;
import org.amplia.env.Step;
import org.amplia.env.Step.Ending;
import org.amplia.rom.Cartridge;

/**
 * What a learner sees of a game under the actions of {@link org.amplia.ale.GoldenTrace}, for a
 * comparison with other libraries. Console seed 123, nothing sticks, no no-ops; after an ending the
 * game starts anew.
 */
public final class ObservationTrace {
  /** Bytes of a record: the newest picture, reward, lives lost, ending. */
  public static final int RECORD_BYTES = ObservationKind.SIDE * ObservationKind.SIDE + 4 + 1 + 1;

  private static final int CONSOLE_SEED = 123;
  private static final int NEWEST =
      (ObservationKind.STACK - 1) * ObservationKind.SIDE * ObservationKind.SIDE;

  private ObservationTrace() {}

  /**
   * Writes a record for the start and one for each agent step (and for the start after an ending):
   * 84 × 84 bytes, the reward (big-endian int), lives lost (byte), ending (byte: 0 none, 1 a life,
   * 2 game over, 3 time limit).
   *
   * @param steps agent steps, 0 or more
   * @param lcgSeed start of the generator that picks the actions
   */
  public static void write(Cartridge cartridge, int steps, int lcgSeed, OutputStream target)
      throws IOException {
    EnvironmentSettings standard = EnvironmentSettings.STANDARD;
    EnvironmentSettings settings =
        new EnvironmentSettings(
            standard.frameSkip(), 0, 0, false, false, true, standard.maxEpisodeFrames(), -1, -1);
    DataOutputStream out = new DataOutputStream(target);
    try (ObservedGame game = new ObservedGame(cartridge, settings, View.PIXELS, CONSOLE_SEED)) {
      start(game, out);
      long random = lcgSeed;
      for (int i = 0; i < steps; i++) {
        random = (random * 1103515245L + 12345) & 0x7fffffff;
        Step step = game.step((int) ((random >> 16) % game.environment().actionCount()));
        record(game, step, out);
        if (game.environment().isOver()) {
          start(game, out);
        }
      }
    }
    out.flush();
  }

  private static void start(ObservedGame game, DataOutputStream out) throws IOException {
    game.reset(new RandomStream(0));
    record(game, new Step(0, 0, null), out);
  }

  private static void record(ObservedGame game, Step step, DataOutputStream out)
      throws IOException {
    out.write(game.observation(), NEWEST, ObservationKind.SIDE * ObservationKind.SIDE);
    out.writeInt((int) step.reward());
    out.writeByte(step.livesLost());
    out.writeByte(code(step.ending()));
  }

  private static int code(Ending ending) {
    if (ending == null) {
      return 0;
    }
    return ending instanceof Ending.LifeLost ? 1 : ending instanceof Ending.GameOver ? 2 : 3;
  }
}
