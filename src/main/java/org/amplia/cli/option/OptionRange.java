package org.amplia.cli.option;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.amplia.base.UserError;

/** The values that an option takes. */
public final class OptionRange {
  /** Between the values of a list. One at the end stays with the last value, which is refused. */
  public static final String COMMA = ",(?!$)";

  /** Repetitions, each with a seed of its own. */
  public static final int MOST_SEEDS = 1_000;

  /** Threads or processes. */
  public static final int MOST_THREADS = 256;

  /** Gradient steps. */
  public static final int MOST_STEPS = 1_000_000;

  private OptionRange() {}

  /**
   * Lets 1 … {@code most} pass.
   *
   * @throws UserError naming the option
   */
  public static void check(String option, int value, int most) {
    check(option, value, 1, most);
  }

  /**
   * Lets {@code least} … {@code most} pass.
   *
   * @throws UserError naming the option
   */
  public static void check(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw UserError.of("%s is %d: it must be %d … %d", option, value, least, most);
    }
  }

  /**
   * Lets {@code least} … {@code most} pass.
   *
   * @throws UserError naming the option
   */
  public static void check(String option, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw UserError.of("%s is %s: it must be %s … %s", option, value, least, most);
    }
  }

  /**
   * Lets as many seeds pass as there are from the first one on.
   *
   * @param first 0 or more
   * @throws UserError naming {@code --seed}
   */
  public static void checkSeeds(long first, int count) {
    if (first > Long.MAX_VALUE - (count - 1)) {
      throw new UserError("--seed is " + first + ": there are not so many seeds after it");
    }
  }

  /**
   * Lets a list pass that holds nothing twice.
   *
   * @throws UserError naming the option and what is there twice
   */
  public static void checkDistinct(String option, List<?> values) {
    Set<Object> seen = new HashSet<>();
    for (Object value : values) {
      if (!seen.add(value)) {
        throw UserError.of("%s has %s twice: leave one out", option, value);
      }
    }
  }
}
