package org.amplia.base;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Text that nobody can guess, and that no seed repeats: names of sessions, secrets. */
public final class RandomToken {
  private static final SecureRandom RANDOM = new SecureRandom();

  private RandomToken() {}

  /**
   * Draws one.
   *
   * @param bytes of chance; two hexadecimal digits each
   */
  public static String hex(int bytes) {
    byte[] drawn = new byte[bytes];
    RANDOM.nextBytes(drawn);
    return HexFormat.of().formatHex(drawn);
  }
}
