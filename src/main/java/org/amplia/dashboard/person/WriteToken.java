package org.amplia.dashboard.person;

import org.amplia.base.RandomToken;

/**
 * A secret of one start of the server, which its own pages can read and pages from elsewhere
 * cannot: without it nothing is written. It says that a page of this server asks, not who sits
 * before it.
 */
public final class WriteToken {
  /** The header that it comes in. */
  public static final String HEADER = "X-Amplia-Token";

  /** What is answered without it, or with another. */
  public static final String REFUSAL =
      "nothing was written: the token is missing or is of another start of the server; reload the"
          + " page";

  private static final int BYTES = 32;

  private final String text = RandomToken.hex(BYTES);

  /** What the pages are told. */
  public String text() {
    return text;
  }

  /** Whether it is this one; null is none. */
  public boolean is(String given) {
    return RandomToken.isSame(given, text);
  }
}
