package org.amplia.episode;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Fingerprints: against accidents and careless edits, not against a forger. */
final class FrameHash {
  private static final int HEX_DIGITS = 16;

  private FrameHash() {}

  /** First 16 hexadecimal digits of the MD5 over RAM (128 bytes), then the palette indices. */
  static String of(byte[] ram, byte[] screen) {
    MessageDigest digest = md5();
    digest.update(ram);
    digest.update(screen);
    return hex(digest);
  }

  /** First 16 hexadecimal digits of the MD5 over a text in UTF-8. */
  static String of(String text) {
    MessageDigest digest = md5();
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    return hex(digest);
  }

  private static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest()).substring(0, HEX_DIGITS);
  }

  private static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
