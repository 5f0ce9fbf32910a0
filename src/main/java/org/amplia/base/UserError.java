package org.amplia.base;

import java.util.regex.Pattern;

/**
 * The user's input is wrong. The message is one line: what is wrong, where, and what to do. The
 * command line prints it after {@code amplia: } and exits with code 2. Control characters are shown
 * as question marks.
 */
public class UserError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Control and formatting characters, line and paragraph separators, halves of characters. */
  private static final Pattern NOT_SHOWN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}]");

  /** Makes an error from one line of text: what, where, what to do. */
  public UserError(String message) {
    super(oneLine(message));
  }

  /** Same, keeping the technical cause for the log. */
  public UserError(String message, Throwable cause) {
    super(oneLine(message), cause);
  }

  /** An error whose text is formatted as {@link RootLocale#format} does. */
  public static UserError of(String format, Object... values) {
    return new UserError(RootLocale.format(format, values));
  }

  /** Throws {@link #of} unless a condition holds. */
  public static void unless(boolean holds, String format, Object... values) {
    if (!holds) {
      throw of(format, values);
    }
  }

  private static String oneLine(String message) {
    return NOT_SHOWN.matcher(String.valueOf(message)).replaceAll("?");
  }
}
