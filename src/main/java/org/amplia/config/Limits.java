package org.amplia.config;

import org.amplia.base.RootLocale;
import org.amplia.base.UserError;

/** What a value of a configuration may be. */
final class Limits {
  /** Games at once at most. */
  static final int MOST_ENVIRONMENTS = 1_024;

  /** Observations in a gradient step at most: as pictures they fill the largest buffer there is. */
  static final int MOST_IN_A_BATCH = 1 << 16;

  /** Width of a layer at most: its weights, gradients and moments then take about 1 GB. */
  static final int MOST_HIDDEN_UNITS = 8_192;

  /**
   * Steps, states or games at most: 20 times as many, one for every action, can still be counted.
   */
  static final int MOST_COUNTED = 100_000_000;

  private Limits() {}

  /** Lets {@code least} … {@link #MOST_COUNTED} pass. */
  static void atLeast(int least, String name, int value) {
    if (value < least) {
      throw new UserError(name + " is " + value + ": it must be " + least + " or more");
    }
    if (value > MOST_COUNTED) {
      throw new UserError(
          RootLocale.format("%s is %,d: it must be %,d or less", name, value, MOST_COUNTED));
    }
  }

  static void within(int least, int most, String name, int value) {
    if (value < least || value > most) {
      throw new UserError(
          RootLocale.format("%s is %,d: it must be between %,d and %,d", name, value, least, most));
    }
  }

  static void given(String name, Object value) {
    if (value == null) {
      throw new UserError(name + " is null: leave the key out for its default");
    }
  }

  static void within(double least, double most, String name, double value) {
    if (!(value >= least && value <= most)) {
      throw new UserError(
          RootLocale.format("%s is %s: it must be between %s and %s", name, value, least, most));
    }
  }
}
