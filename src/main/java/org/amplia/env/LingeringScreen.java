package org.amplia.env;

import java.util.Map;
import org.amplia.base.UserError;
import org.amplia.rom.Cartridge;

/**
 * Games that do not redraw their whole picture in every frame. What they leave standing is in the
 * television, not in ALE's state, so after a restore it shows what was there before the restore.
 * RAM is exact.
 */
final class LingeringScreen {
  /** Frames after a restore whose picture may be wrong (measured, see docs/environment.md). */
  private static final Map<String, Integer> FRAMES =
      Map.of(
          "amidar",
          1,
          "yars_revenge",
          1,
          "qbert",
          Integer.MAX_VALUE,
          "tic_tac_toe_3d",
          Integer.MAX_VALUE);

  private LingeringScreen() {}

  /**
   * Refuses a restore after which a learner would see a wrong picture.
   *
   * @param frameSkip of an agent step, whose last two frames are seen
   * @throws UserError that says why, and what to do
   */
  static void check(Cartridge cartridge, int frameSkip) {
    int wrong = FRAMES.getOrDefault(cartridge.game(), 0);
    if (wrong > frameSkip - 2) {
      throw new UserError(
          "%s does not redraw its whole picture, so a restored state would show another one:"
                  .formatted(cartridge.game())
              + " observe its RAM (--set observation=ram)"
              + (wrong == 1 ? ", or play 3 frames or more a step" : ""));
    }
  }
}
