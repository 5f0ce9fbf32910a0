package org.amplia.net;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A named array's content as it stands in a file: little-endian.
 *
 * @param type {@code F32} or {@code U8}, safetensors' names
 * @param shape its dimensions
 * @param data the elements, row by row
 */
public record Tensor(String type, long[] shape, byte[] data) {

  /** A tensor of 32-bit floats. */
  public static Tensor of(float[] values, long... shape) {
    ByteBuffer buffer = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asFloatBuffer().put(values);
    return new Tensor("F32", shape, buffer.array());
  }

  /** A tensor of unsigned bytes. */
  public static Tensor of(byte[] values, long... shape) {
    return new Tensor("U8", shape, values.clone());
  }

  /** Number of elements. */
  public long size() {
    long size = 1;
    for (long dimension : shape) {
      size *= dimension;
    }
    return size;
  }

  /** The elements of a tensor of floats. */
  public float[] floats() {
    if (!type.equals("F32")) {
      throw new IllegalStateException("this tensor holds " + type);
    }
    float[] values = new float[data.length / 4];
    ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return values;
  }
}
