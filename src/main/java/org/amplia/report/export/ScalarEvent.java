package org.amplia.report.export;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The messages of a TensorBoard event file, in protocol-buffer encoding. Of TensorFlow's {@code
 * event.proto} and {@code summary.proto} only these fields are needed: Event {wall_time 1, step 2,
 * file_version 3, summary 5}, Summary {value 1}, Value {tag 1, simple_value 2}.
 *
 * @param wallTimeSeconds since 1970, UTC
 * @param step the horizontal axis, 0 or more
 * @param tag the curve's name
 * @param value written with the 24 bits of a float
 */
record ScalarEvent(double wallTimeSeconds, long step, String tag, double value) {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH_DELIMITED = 2;
  private static final int FIXED32 = 5;

  /** The message that a file must begin with. */
  static byte[] fileVersion(double wallTimeSeconds) {
    ByteArrayOutputStream event = new ByteArrayOutputStream();
    fixed64(event, 1, Double.doubleToRawLongBits(wallTimeSeconds));
    bytes(event, 3, "brain.Event:2".getBytes(StandardCharsets.US_ASCII));
    return event.toByteArray();
  }

  /** This event as a message. */
  byte[] message() {
    ByteArrayOutputStream scalar = new ByteArrayOutputStream();
    bytes(scalar, 1, tag.getBytes(StandardCharsets.UTF_8));
    fixed32(scalar, 2, Float.floatToRawIntBits((float) value));
    ByteArrayOutputStream summary = new ByteArrayOutputStream();
    bytes(summary, 1, scalar.toByteArray());
    ByteArrayOutputStream event = new ByteArrayOutputStream();
    fixed64(event, 1, Double.doubleToRawLongBits(wallTimeSeconds));
    key(event, 2, VARINT);
    varint(event, step);
    bytes(event, 5, summary.toByteArray());
    return event.toByteArray();
  }

  private static void key(ByteArrayOutputStream out, int field, int wireType) {
    varint(out, (long) field << 3 | wireType);
  }

  private static void varint(ByteArrayOutputStream out, long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.write((int) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  private static void fixed64(ByteArrayOutputStream out, int field, long bits) {
    key(out, field, FIXED64);
    out.writeBytes(
        ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(bits).array());
  }

  private static void fixed32(ByteArrayOutputStream out, int field, int bits) {
    key(out, field, FIXED32);
    out.writeBytes(
        ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(bits).array());
  }

  private static void bytes(ByteArrayOutputStream out, int field, byte[] content) {
    key(out, field, LENGTH_DELIMITED);
    varint(out, content.length);
    out.writeBytes(content);
  }
}
