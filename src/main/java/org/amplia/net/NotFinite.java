package org.amplia.net;

import org.amplia.base.UserError;

/**
 * Numbers that are infinite or NaN: one spoils every parameter in the next step, so training ends
 * before that.
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
   * Names what is no finite number, and the rate of the last training; null if there was none, or
   * not here.
   */
  static UserError of(String what, Rate rate) {
    if (rate == null) {
      return UserError.of(
          "%s are not finite: training has diverged before; train again with a lower learning rate",
          what);
    }
    if (rate.key().isEmpty()) {
      return UserError.of(
          "%s are not finite: training has diverged at the fixed learning rate %s, as what it learns from is too large; train the agent it learns from with a lower learning rate",
          what, rate.value());
    }
    return UserError.of(
        "%s is %s, and training has diverged (%s are not finite): lower it",
        rate.key(), rate.value(), what);
  }
}
