package org.amplia.config;

import static org.amplia.config.Limits.atLeast;
import static org.amplia.config.Limits.given;
import static org.amplia.config.Limits.within;

import org.amplia.base.RootLocale;
import org.amplia.base.UserError;
import org.amplia.overseer.AssistedJudge;

/**
 * The method {@code rrm}; see {@code docs/rrm.md}.
 *
 * @param update how the policy learns from the reward model: one of the methods that learn from the
 *     overseer itself
 * @param comparisons pairs of actions that the judge compares in a decisive state, 1 or more
 * @param judgeTemperature of the judge, in standard deviations of the round's approvals, 0 or more:
 *     0 never errs
 * @param unjudgedStates states of the policy's own games, of which the judge was asked nothing, in
 *     which the policy learns from the reward model too, 0 or more
 */
public record RrmConfiguration(
    Method update, int comparisons, double judgeTemperature, int unjudgedStates) {
  /** Checks the values. */
  public RrmConfiguration {
    given("rrm.update", update);
    if (!update.isOverseen() || update == Method.RRM) {
      throw new UserError(
          RootLocale.format(
              "rrm.update is %s: choose imitation, reinforce, mixed, dqfd or regularised", update));
    }
    atLeast(1, "rrm.comparisons", comparisons);
    within(0, 1e6, "rrm.judgeTemperature", judgeTemperature);
    atLeast(0, "rrm.unjudgedStates", unjudgedStates);
  }

  /** {@code docs/rrm.md} says what fewer comparisons cost. */
  static RrmConfiguration standard() {
    return new RrmConfiguration(Method.REGULARISED, 16, 0.5, 0);
  }

  public AssistedJudge judge() {
    return new AssistedJudge(comparisons, judgeTemperature);
  }
}
