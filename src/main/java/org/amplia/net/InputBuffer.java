package org.amplia.net;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.amplia.base.RootLocale;
import org.amplia.base.UserError;

/**
 * Memory outside the heap that a batch's inputs are written to and the engine reads. It is kept
 * from batch to batch: asking the system for it each time took longer than the network.
 */
final class InputBuffer {
  private ByteBuffer bytes = ByteBuffer.allocate(0);
  private FloatBuffer numbers = bytes.asFloatBuffer();
  private ByteBuffer pictures = ByteBuffer.allocate(0);

  /**
   * Numbers to be written, {@code columns} zeros for each of {@code rows} observations from
   * position 0. What was there before is gone.
   *
   * @throws UserError if they do not fit into one buffer
   */
  FloatBuffer zeros(int rows, int columns) {
    int size = size(rows, columns, Float.BYTES);
    int length = size / Float.BYTES;
    if (numbers.capacity() < length) {
      bytes = ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
      numbers = bytes.asFloatBuffer();
    }
    numbers.clear().limit(length);
    bytes.clear().limit(size);
    for (int i = 0; i < length; i++) {
      numbers.put(i, 0);
    }
    return numbers;
  }

  /** What was written. */
  FloatBuffer numbers() {
    return numbers;
  }

  /** The same memory as the engine wants it: only bytes are taken without a copy. */
  ByteBuffer bytes() {
    return bytes;
  }

  private static int size(int rows, int columns, int bytesEach) {
    double size = (double) rows * columns * bytesEach;
    if (size > Integer.MAX_VALUE) {
      throw new UserError(
          RootLocale.format(
              "a batch of %,d observations of %,d numbers takes %.1f GB, and 2.1 is the most: lower the batchSize",
              rows, columns, size / 1e9));
    }
    return (int) size;
  }

  /**
   * Observations one after the other, as they are; until the next call.
   *
   * @throws UserError if they do not fit into one buffer
   */
  ByteBuffer joined(byte[][] observations, int length) {
    int size = size(observations.length, length, Byte.BYTES);
    if (pictures.capacity() < size) {
      pictures = ByteBuffer.allocateDirect(size);
    }
    pictures.clear().limit(size);
    for (byte[] observation : observations) {
      pictures.put(observation, 0, length);
    }
    return pictures.flip();
  }
}
