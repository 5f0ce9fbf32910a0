package org.amplia.report.stat;

import java.math.BigDecimal;
import java.math.MathContext;
import org.amplia.base.RootLocale;
import org.amplia.report.stat.Statistics.Interval;

/** How numbers are written in tables, charts and the terminal: the same everywhere. */
public final class Format {
  private Format() {}

  /** A score or a metric: about four significant digits, no needless zeros. */
  public static String score(double value) {
    double size = Math.abs(value);
    if (size != 0 && (size < 0.001 || size >= 1e7)) {
      return RootLocale.format("%.2e", value);
    }
    int digits = size >= 100 ? 1 : size >= 1 ? 2 : 3;
    String text = RootLocale.format("%." + digits + "f", value);
    String trimmed = text.replaceAll("0+$", "").replaceAll("\\.$", "");
    return trimmed.equals("-0") ? "0" : trimmed.replace('-', '−');
  }

  /** A human-normalised score; a dash where there is none. */
  public static String normalised(Double value) {
    return value == null ? "–" : score(value);
  }

  /** An interval, e.g. {@code 8.1 to 10.4}: a dash would be read as a minus. */
  public static String interval(Interval interval) {
    return score(interval.low()) + " to " + score(interval.high());
  }

  /** A probability, to two digits. */
  public static String probability(double value) {
    return RootLocale.format("%.2f", value);
  }

  /** An interval of a probability. */
  public static String probabilities(Interval interval) {
    return probability(interval.low()) + " to " + probability(interval.high());
  }

  /** A whole number with separators: {@code 1,234,567}. */
  public static String count(double value) {
    return RootLocale.format("%,d", Math.round(value));
  }

  /**
   * A number for the tick of an axis: {@code 250k}, {@code 1.5M}, {@code 2e-7}. Six significant
   * digits, because XChart goes on looking for ticks as long as two labels are the same.
   *
   * @param range of the axis: what is nothing beside it is 0
   */
  public static String tick(double value, double range) {
    double size = Math.abs(value);
    if (size <= 1e-9 * range) {
      return "0";
    }
    if (size >= 1e10 || size < 1e-4) {
      int exponent = (int) Math.floor(Math.log10(size));
      BigDecimal mantissa = new BigDecimal(value).scaleByPowerOfTen(-exponent);
      return digits(mantissa) + ("e" + exponent).replace('-', '−');
    }
    return size >= 1e6
        ? digits(new BigDecimal(value / 1e6)) + "M"
        : size >= 1e4 ? digits(new BigDecimal(value / 1e3)) + "k" : digits(new BigDecimal(value));
  }

  private static String digits(BigDecimal value) {
    return value.round(new MathContext(6)).stripTrailingZeros().toPlainString().replace('-', '−');
  }

  /** A duration: {@code 45 s}, {@code 12 min 5 s}, {@code 1 h 2 min}. */
  public static String duration(double seconds) {
    long whole = Math.round(seconds);
    if (whole < 60) {
      return whole + " s";
    }
    return whole < 3600
        ? whole / 60 + " min " + whole % 60 + " s"
        : whole / 3600 + " h " + whole % 3600 / 60 + " min";
  }
}
