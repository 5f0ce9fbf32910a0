package org.amplia.overseer;

import java.util.List;
import org.amplia.base.UserError;

/**
 * How far and how the amplified reasoner looks ahead.
 *
 * @param horizonSteps agent steps, the judged action included; 1 or more
 * @param discount per agent step, 0 … 1
 * @param holdSteps the continuations tried: the judged action is held for so many steps, then the
 *     policy goes on; the reasoner believes the best of them. {@code [1]} is the plain look-ahead
 */
public record LookAheadSettings(int horizonSteps, double discount, List<Integer> holdSteps) {
  /** Checks the values. */
  public LookAheadSettings {
    if (horizonSteps < 1) {
      throw new UserError("overseer.horizonSteps is " + horizonSteps + ": it must be 1 or more");
    }
    if (!(discount > 0 && discount <= 1)) {
      throw new UserError("overseer.discount is " + discount + ": it must be above 0, at most 1");
    }
    if (holdSteps == null
        || holdSteps.isEmpty()
        || holdSteps.stream().anyMatch(steps -> steps == null || steps < 1)) {
      throw new UserError(
          "overseer.holdSteps is " + holdSteps + ": it must list numbers of 1 or more, e.g. [1]");
    }
    holdSteps = List.copyOf(holdSteps);
  }
}
