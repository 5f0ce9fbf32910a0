package org.amplia.baseline;

import org.amplia.base.RootLocale;
import org.amplia.base.UserError;

/**
 * Exponent β of the importance weights: it rises in a straight line from {@code first} to 1 and
 * stays there (Schaul et al. 2016, section 3.4).
 *
 * @param first β of the first agent step, 0 … 1
 * @param agentSteps steps over which β rises, 1 or more
 */
public record ImportanceSchedule(double first, long agentSteps) {
  /** Checks the numbers. */
  public ImportanceSchedule {
    if (!(first >= 0 && first <= 1) || agentSteps < 1) {
      throw new UserError(
          RootLocale.format(
              "importance weights begin with exponent %s and take %d steps to 1: they must be 0 … 1, and 1 or more",
              first, agentSteps));
    }
  }

  /** β at an agent step, counted from 0. */
  public double at(long agentStep) {
    return first + (1 - first) * Math.min(1, (double) agentStep / agentSteps);
  }
}
