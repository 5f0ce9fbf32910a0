package org.amplia.base;

import java.util.Locale;

/** Text that is the same in every country, for files, names and hashes. */
public final class RootLocale {
  private RootLocale() {}

  /** {@link String#format(Locale, String, Object...)} with {@link Locale#ROOT}. */
  public static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
