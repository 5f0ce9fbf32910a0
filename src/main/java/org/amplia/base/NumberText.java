package org.amplia.base;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * Numbers in options, keys, tables and files: JSON's, in the digits 0 to 9, e.g. {@code 20}, {@code
 * -0.5} and {@code 1e6}. Java's own parsers would also take other digits, {@code +5} and {@code
 * NaN}.
 */
public final class NumberText {
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]{1,9})?");

  /** Nobody means a number of more characters. */
  private static final int LONGEST = 100;

  private static final int LONGEST_SHOWN = 40;

  private NumberText() {}

  /** Whether it is a number, whole or not. */
  public static boolean isNumber(String text) {
    return text.length() <= LONGEST && NUMBER.matcher(text).matches();
  }

  /**
   * A whole number; {@code 1e6} and {@code 2.0} are whole too.
   *
   * @throws UserError that shows the text, if it is none or not within {@code least … most}
   */
  public static long whole(String text, long least, long most) {
    if (!isNumber(text)) {
      throw no("whole number", text, "20 or 1e6");
    }
    BigDecimal value = new BigDecimal(text).stripTrailingZeros();
    if (value.scale() > 0) {
      throw no("whole number", text, "20 or 1e6");
    }
    // What has more digits than any long is not written out.
    boolean isLong = value.precision() - (long) value.scale() <= 19;
    if (!isLong
        || value.compareTo(BigDecimal.valueOf(least)) < 0
        || value.compareTo(BigDecimal.valueOf(most)) > 0) {
      throw UserError.of("'%s' is out of range: it must be %d … %d", text, least, most);
    }
    return value.longValueExact();
  }

  /**
   * A number, rounded to the nearest double.
   *
   * @throws UserError that shows the text, if it is none or no double is near it
   */
  public static double decimal(String text) {
    return exact(text).doubleValue();
  }

  /** The same, not rounded. */
  public static BigDecimal exact(String text) {
    if (!isNumber(text)) {
      throw no("number", text, "20, 0.5 or 1e-3");
    }
    BigDecimal value = new BigDecimal(text);
    double rounded = value.doubleValue();
    if (Double.isInfinite(rounded) || (rounded == 0 && value.signum() != 0)) {
      throw UserError.of(
          "'%s' is out of range: a number is 0 or has a size of 1e-323 … 1e308", text);
    }
    return value;
  }

  private static UserError no(String kind, String text, String examples) {
    String shown = text.replaceAll("\\p{Cntrl}", "?");
    return UserError.of(
        "'%s' is not a %s: write it like %s",
        shown.length() <= LONGEST_SHOWN ? shown : shown.substring(0, LONGEST_SHOWN) + "…",
        kind,
        examples);
  }
}
