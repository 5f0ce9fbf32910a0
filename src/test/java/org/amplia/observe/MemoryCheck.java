package org.amplia.observe;

import java.io.IOException;
import java.time.Duration;
import org.amplia.base.RandomStream;
import org.amplia.env.AtariEnvironment;
import org.amplia.env.AtariEnvironment.EnvironmentState;
import org.amplia.env.EnvironmentSettings;
import org.amplia.observe.VectorEnvironment.VectorSettings;
import org.amplia.rom.Cartridge;
import org.amplia.rom.RomLibrary;

/**
 * Plays, and prints what memory the process holds meanwhile. {@link MemoryTest} runs it in a
 * process of its own whose heap is all there from the start, so that whatever grows is native.
 */
final class MemoryCheck {
  private static final int ENVIRONMENTS = 8;
  private static final int LINES = 10;

  private MemoryCheck() {}

  /** Plays {@code args[0]} frames; a line {@code frames residentKb heapKb} after each tenth. */
  public static void main(String[] args) throws IOException {
    long wanted = Long.parseLong(args[0]);
    Cartridge crossing = RomLibrary.fromEnvironment().open("crossing");
    // Short episodes: resets must not leak either.
    EnvironmentSettings settings =
        new EnvironmentSettings(4, 0.25, 30, false, false, true, 2_000, -1, -1);
    VectorSettings vectorSettings =
        new VectorSettings(ENVIRONMENTS, 2, View.PIXELS, 7, 11, Duration.ofMinutes(1));
    try (VectorEnvironment vector = new VectorEnvironment(crossing, settings, vectorSettings);
        AtariEnvironment other = new AtariEnvironment(crossing, settings, 7, false)) {
      other.reset(new RandomStream(1));
      RandomStream random = new RandomStream(2);
      int[] actions = new int[ENVIRONMENTS];
      long frames = 0;
      for (int line = 1; line <= LINES; line++) {
        while (frames < wanted * line / LINES) {
          for (int i = 0; i < ENVIRONMENTS; i++) {
            actions[i] = random.nextInt(vector.actionCount());
          }
          vector.stepAll(actions);
          EnvironmentState state = other.save();
          other.restore(state);
          frames += (long) ENVIRONMENTS * settings.frameSkip();
        }
        MemoryProcess.print(frames);
      }
    }
  }
}
