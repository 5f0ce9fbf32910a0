package org.amplia.overseer;

import org.amplia.base.UserError;

/**
 * How far and how the amplified reasoner looks ahead.
 *
 * @param horizonSteps agent steps, the judged action included; 1 or more
 * @param discount per agent step, 0 … 1
 */
public record LookAheadSettings(int horizonSteps, double discount) {
  /** Checks the values. */
  public LookAheadSettings {
    if (horizonSteps < 1) {
      throw new UserError("overseer.horizonSteps is " + horizonSteps + ": it must be 1 or more");
    }
    if (!(discount > 0 && discount <= 1)) {
      throw new UserError("overseer.discount is " + discount + ": it must be above 0, at most 1");
    }
  }
}
