package org.amplia.cli;

import org.amplia.base.RootLocale;
import org.amplia.base.UserError;

/** The numbers that an option takes. */
final class OptionRange {
  private OptionRange() {}

  /**
   * Lets 1 … {@code most} pass.
   *
   * @throws UserError naming the option
   */
  static void check(String option, int value, int most) {
    if (value < 1 || value > most) {
      throw new UserError(RootLocale.format("%s is %d: it must be 1 … %d", option, value, most));
    }
  }
}
