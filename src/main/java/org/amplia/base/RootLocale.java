package org.amplia.base;

import java.util.Locale;

/**
 * Text that is the same on every machine. What {@code String.formatted} makes depends on the
 * country of whoever runs it ("0,83", or other digits), and so would files, names and hashes.
 */
public final class RootLocale {
  private RootLocale() {}

  /** {@link String#format(Locale, String, Object...)} with {@link Locale#ROOT}. */
  public static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
