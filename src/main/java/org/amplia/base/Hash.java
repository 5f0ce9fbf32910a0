package org.amplia.base;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The digests that every Java has. MD5 is for recognising content, not against a forger. */
public final class Hash {
  private Hash() {}

  /** A new MD5. */
  public static MessageDigest md5() {
    return digest("MD5");
  }

  /** A new SHA-256. */
  public static MessageDigest sha256() {
    return digest("SHA-256");
  }

  /** MD5 of a content: 32 lower-case hexadecimal digits. */
  public static String md5(byte[] content) {
    return HexFormat.of().formatHex(md5().digest(content));
  }

  /** SHA-256 of a content: 64 lower-case hexadecimal digits. */
  public static String sha256(byte[] content) {
    return HexFormat.of().formatHex(sha256().digest(content));
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has " + algorithm, e);
    }
  }
}
