package org.amplia.report.stat;

import java.util.Locale;
import org.amplia.report.stat.Statistics.Interval;

/** What a 95 % interval says of a claim that a difference is above 0. */
public enum Verdict {
  /** The whole interval is above 0. */
  YES,
  /** The whole interval is below 0. */
  NO,
  /** The interval holds 0 and is so narrow that a difference worth the name would have shown. */
  NULL,
  /** The interval holds 0 and is too wide to say, or there is none. */
  OPEN;

  /** Half the width of an interval that tells that there is nothing, in points. */
  public static final double NARROW = 0.5;

  /** The verdict on a difference of scores, in points. */
  public static Verdict of(Interval interval) {
    if (interval.low() > 0) {
      return YES;
    }
    if (interval.high() < 0) {
      return NO;
    }
    return (interval.high() - interval.low()) / 2 < NARROW ? NULL : OPEN;
  }

  /** As tables write it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
