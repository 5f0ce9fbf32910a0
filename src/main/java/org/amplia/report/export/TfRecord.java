package org.amplia.report.export;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * TensorFlow's record framing: length (8 bytes), its masked CRC-32C (4), the content, its masked
 * CRC-32C (4), all little-endian.
 */
final class TfRecord {
  private static final int MASK_DELTA = 0xA282EAD8;

  private TfRecord() {}

  /** The content in its frame. */
  static byte[] frame(byte[] content) {
    byte[] length = little(Long.BYTES).putLong(content.length).array();
    return little(length.length + content.length + 2 * Integer.BYTES)
        .put(length)
        .putInt(maskedCrc(length))
        .put(content)
        .putInt(maskedCrc(content))
        .array();
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Turned and shifted, so that the CRC of a content that holds CRCs is still a good one. */
  private static int maskedCrc(byte[] content) {
    CRC32C crc = new CRC32C();
    crc.update(content);
    return Integer.rotateRight((int) crc.getValue(), 15) + MASK_DELTA;
  }
}
