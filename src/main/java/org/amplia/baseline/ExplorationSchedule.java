package org.amplia.baseline;

import org.amplia.base.RootLocale;
import org.amplia.base.UserError;

/**
 * The share of random actions: it falls in a straight line and then stays. Mnih et al. (2015): from
 * 1 to 0.1 over 250,000 agent steps (a million frames).
 *
 * @param start ε of the first step, 0 … 1
 * @param end ε from {@code decayAgentSteps} on, 0 … 1
 * @param decayAgentSteps agent steps over which ε falls; 0 is at the end at once
 */
public record ExplorationSchedule(double start, double end, long decayAgentSteps) {
  /** Checks the numbers. */
  public ExplorationSchedule {
    if (!(start >= 0 && start <= 1 && end >= 0 && end <= 1)) {
      throw new UserError(
          RootLocale.format("exploration from %s to %s: both must be within 0 … 1", start, end));
    }
    if (decayAgentSteps < 0) {
      throw new UserError(
          "exploration over " + decayAgentSteps + " agent steps: it must be 0 or more");
    }
  }

  /** ε at an agent step, counted from 0. */
  public double at(long agentStep) {
    if (agentStep >= decayAgentSteps) {
      return end;
    }
    return start + (end - start) * agentStep / decayAgentSteps;
  }
}
