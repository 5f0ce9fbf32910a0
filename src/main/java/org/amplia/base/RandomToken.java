package org.amplia.base;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
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

  /**
   * Whether what was given is a secret. It takes as long wherever they differ.
   *
   * @param given null is none
   */
  public static boolean isSame(String given, String secret) {
    return given != null
        && MessageDigest.isEqual(
            given.getBytes(StandardCharsets.UTF_8), secret.getBytes(StandardCharsets.UTF_8));
  }
}
