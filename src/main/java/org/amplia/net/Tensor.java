package org.amplia.net;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A named array's content as it stands in a file: little-endian.
 *
 * @param type {@code F32}, {@code I32}, {@code I64} or {@code U8}, safetensors' names
 * @param shape its dimensions
 * @param data the elements, row by row
 */
public record Tensor(String type, long[] shape, byte[] data) {

  /** A tensor of 32-bit floats. */
  public static Tensor of(float[] values, long... shape) {
    ByteBuffer buffer =
        ByteBuffer.allocate(Math.multiplyExact(4, values.length)).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asFloatBuffer().put(values);
    return new Tensor("F32", shape, buffer.array());
  }

  /** A row of 32-bit integers. */
  public static Tensor of(int[] values) {
    ByteBuffer buffer =
        ByteBuffer.allocate(Math.multiplyExact(4, values.length)).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asIntBuffer().put(values);
    return new Tensor("I32", new long[] {values.length}, buffer.array());
  }

  /** A row of 64-bit integers. */
  public static Tensor of(long[] values) {
    ByteBuffer buffer =
        ByteBuffer.allocate(Math.multiplyExact(8, values.length)).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asLongBuffer().put(values);
    return new Tensor("I64", new long[] {values.length}, buffer.array());
  }

  /** A row of doubles, bit for bit, as 64-bit integers: what is read again must not differ. */
  public static Tensor bitsOf(double[] values) {
    return of(Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray());
  }

  /** A tensor of unsigned bytes. */
  public static Tensor of(byte[] values, long... shape) {
    return new Tensor("U8", shape, values.clone());
  }

  /** Number of elements. */
  public long size() {
    long size = 1;
    for (long dimension : shape) {
      if (dimension < 0) {
        throw new IllegalStateException("a shape of " + Arrays.toString(shape));
      }
      size = Math.multiplyExact(size, dimension);
    }
    return size;
  }

  /** Bytes that one element takes. */
  int bytesPerElement() {
    return switch (type) {
      case "F32", "I32" -> 4;
      case "I64" -> 8;
      case "U8" -> 1;
      default -> throw new IllegalStateException("this tensor holds " + type);
    };
  }

  /** The elements of a row of integers. */
  public int[] ints() {
    int[] values = new int[data.length / 4];
    elements("I32").asIntBuffer().get(values);
    return values;
  }

  /** The elements of a row of 64-bit integers. */
  public long[] longs() {
    long[] values = new long[data.length / 8];
    elements("I64").asLongBuffer().get(values);
    return values;
  }

  /** The doubles whose bits are the elements, see {@link #bitsOf}. */
  public double[] bitsAsDoubles() {
    return Arrays.stream(longs()).mapToDouble(Double::longBitsToDouble).toArray();
  }

  /** The elements of a tensor of floats. */
  public float[] floats() {
    float[] values = new float[data.length / 4];
    elements("F32").asFloatBuffer().get(values);
    return values;
  }

  private ByteBuffer elements(String wanted) {
    if (!type.equals(wanted)) {
      throw new IllegalStateException("this tensor holds " + type);
    }
    return ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
  }
}
