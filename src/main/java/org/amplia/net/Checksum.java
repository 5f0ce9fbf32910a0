package org.amplia.net;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The SHA-256 of a whole tensor file, kept inside it: the first entry of the metadata is {@code
 * sha256}, 64 small hexadecimal digits, which count as zeros while the hash is computed. The digits
 * are always at the same place, so a file is checked before anything in it is parsed, whatever its
 * format; no byte of it is left out.
 */
final class Checksum {
  /** Name of the metadata's entry. */
  static final String NAME = "sha256";

  /** What stands in the entry while the hash is computed. */
  static final String ZEROS = "0".repeat(64);

  private static final byte[] OPENING =
      ("{\"" + TensorFile.METADATA + "\":{\"" + NAME + "\":\"").getBytes(StandardCharsets.UTF_8);
  private static final int START = Long.BYTES + OPENING.length;
  private static final int END = START + ZEROS.length();

  private Checksum() {}

  /** Whether the file has digits where they belong. */
  static boolean isIn(byte[] content) {
    return content.length > END
        && Arrays.equals(content, Long.BYTES, START, OPENING, 0, OPENING.length)
        && content[END] == '"';
  }

  /** Puts the digits into a file that has zeros there. */
  static void put(byte[] content) {
    System.arraycopy(digits(content), 0, content, START, ZEROS.length());
  }

  /** Whether the digits in the file are those of its content. */
  static boolean isRight(byte[] content) {
    return Arrays.equals(digits(content), Arrays.copyOfRange(content, START, END));
  }

  private static byte[] digits(byte[] content) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(content, 0, START);
      digest.update(ZEROS.getBytes(StandardCharsets.US_ASCII));
      digest.update(content, END, content.length - END);
      return HexFormat.of().formatHex(digest.digest()).getBytes(StandardCharsets.US_ASCII);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
