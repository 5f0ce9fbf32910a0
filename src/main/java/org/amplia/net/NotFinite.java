package org.amplia.net;

import org.amplia.base.RootLocale;
import org.amplia.base.UserError;

/**
 * Numbers that training has blown up: one that is infinite or NaN spoils every parameter in the
 * next step, so training ends before that.
 */
final class NotFinite {
  private NotFinite() {}

  static boolean isIn(float[] numbers) {
    for (float number : numbers) {
      if (!Float.isFinite(number)) {
        return true;
      }
    }
    return false;
  }

  /**
   * One line for whoever can mend it.
   *
   * @param what is no finite number
   * @param rate at which the network was trained last; null if it was not, or not here
   */
  static UserError of(String what, Rate rate) {
    if (rate == null) {
      return new UserError(
          RootLocale.format(
              "%s are not finite: training has diverged before; train again with a lower learning rate",
              what));
    }
    if (rate.key().isEmpty()) {
      return new UserError(
          RootLocale.format(
              "%s are not finite: training has diverged at the fixed learning rate %s, as what it learns from is too large; train the agent it learns from with a lower learning rate",
              what, rate.value()));
    }
    return new UserError(
        RootLocale.format(
            "%s is %s, and training has diverged (%s are not finite): lower it",
            rate.key(), rate.value(), what));
  }
}
