package org.amplia.rom;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The content of a ROM: how large it can be and what identifies it. */
final class RomBytes {
  /** Bytes of the smallest cartridge. */
  static final int SMALLEST = 2_048;

  /** Bytes of the largest cartridge. The games of ALE 0.7.3 have 16,384 at most. */
  static final int LARGEST = 65_536;

  private RomBytes() {}

  /**
   * Reads to the end, or one byte beyond {@link #LARGEST}: what is longer is no ROM, and the rest
   * of a bomb or of an endless device need not be read to know that.
   */
  static byte[] read(InputStream in) throws IOException {
    return in.readNBytes(LARGEST + 1);
  }

  /** 32 lower-case hexadecimal digits. */
  static String md5(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
