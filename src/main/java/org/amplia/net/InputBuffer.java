package org.amplia.net;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * Memory outside the heap that a batch's inputs are written to and the engine reads. It is kept
 * from batch to batch: asking the system for it each time took longer than the network.
 */
final class InputBuffer {
  private ByteBuffer bytes = ByteBuffer.allocate(0);
  private FloatBuffer numbers = bytes.asFloatBuffer();
  private ByteBuffer pictures = ByteBuffer.allocate(0);

  /** Numbers to be written, so many zeros from position 0. What was there before is gone. */
  FloatBuffer zeros(int length) {
    if (numbers.capacity() < length) {
      bytes = ByteBuffer.allocateDirect(Float.BYTES * length).order(ByteOrder.nativeOrder());
      numbers = bytes.asFloatBuffer();
    }
    numbers.clear().limit(length);
    bytes.clear().limit(Float.BYTES * length);
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

  /** Observations one after the other, as they are; until the next call. */
  ByteBuffer joined(byte[][] observations, int length) {
    int size = observations.length * length;
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
