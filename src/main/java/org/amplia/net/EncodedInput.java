package org.amplia.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.function.LongFunction;
import org.amplia.base.RandomStream;
import org.amplia.base.RootLocale;
import org.amplia.base.UserError;

/** Observations as a network's inputs: encoded, and in training partly dropped. */
final class EncodedInput {
  /**
   * A thread's memory for inputs, shared by all networks that it asks: in every round there are new
   * networks, and memory of their own would stay until Java next looks for them.
   */
  private static final ThreadLocal<InputBuffer> ASKED = ThreadLocal.withInitial(InputBuffer::new);

  /** The same for training: a loss may ask networks while the inputs are still needed. */
  private static final ThreadLocal<InputBuffer> TRAINED = ThreadLocal.withInitial(InputBuffer::new);

  private final InputEncoder encoder;
  private final LongFunction<Shape> shape;
  private final float dropRate;
  private RandomStream dropout = new RandomStream(0);

  /**
   * Inputs that are read by an encoder.
   *
   * @param dropRate share of the inputs that a training step does not see, 0 … 1
   */
  EncodedInput(InputEncoder encoder, LongFunction<Shape> shape, float dropRate) {
    this.encoder = encoder;
    this.shape = shape;
    this.dropRate = dropRate;
  }

  void seedDropout(RandomStream random) {
    dropout = new RandomStream(random.nextLong());
  }

  NDArray of(NDManager scope, byte[][] observations, boolean training) {
    InputBuffer buffer = (training ? TRAINED : ASKED).get();
    if (readsBytes()) {
      return pictures(scope, buffer.joined(observations, encoder.features()), observations.length);
    }
    FloatBuffer features = buffer.zeros(observations.length, encoder.features());
    for (byte[] observation : observations) {
      encoder.encode(observation, features);
    }
    return encoded(scope, buffer, observations.length, training);
  }

  /** Observations where they lie, {@link #checked}. */
  NDArray of(NDManager scope, ByteBuffer observations, int batch, boolean training) {
    if (readsBytes()) {
      return pictures(scope, observations, batch);
    }
    InputBuffer buffer = (training ? TRAINED : ASKED).get();
    FloatBuffer features = buffer.zeros(batch, encoder.features());
    byte[] observation = new byte[encoder.observationLength()];
    for (int i = 0; i < batch; i++) {
      observations.get(i * observation.length, observation);
      encoder.encode(observation, features);
    }
    return encoded(scope, buffer, batch, training);
  }

  private NDArray encoded(NDManager scope, InputBuffer buffer, int batch, boolean training) {
    if (training && dropRate > 0) {
      drop(buffer.numbers());
    }
    return scope.create(buffer.bytes(), shape.apply(batch), DataType.FLOAT32);
  }

  /** Whether bytes become floats inside the engine. */
  private boolean readsBytes() {
    return encoder instanceof InputEncoder.Scaled && dropRate == 0;
  }

  /** The same numbers as {@link InputEncoder.Scaled} gives, to the last bit. */
  private NDArray pictures(NDManager scope, ByteBuffer observations, int batch) {
    NDArray bytes = scope.create(observations, shape.apply(batch), DataType.UINT8);
    return channelsLast(bytes).toType(DataType.FLOAT32, false).divi(255);
  }

  /**
   * The same picture with a pixel's channels next to each other in memory: gradients of
   * convolutions take a sixth less time.
   */
  private static NDArray channelsLast(NDArray pictures) {
    Shape shape = pictures.getShape();
    if (shape.dimension() < 4) {
      return pictures;
    }
    // The flat array is what forces the engine to move the bytes; transposing alone moves nothing.
    NDArray flat = pictures.transpose(0, 2, 3, 1).reshape(shape.size());
    return flat.reshape(shape.get(0), shape.get(2), shape.get(3), shape.get(1))
        .transpose(0, 3, 1, 2);
  }

  /** The observations' part of a buffer, which must be direct and long enough. */
  ByteBuffer checked(ByteBuffer observations, int batch) {
    int length = Math.multiplyExact(batch, encoder.observationLength());
    if (!observations.isDirect() || observations.remaining() < length) {
      throw new IllegalArgumentException(
          RootLocale.format(
              "observations are %d bytes of direct memory, not %s", length, observations));
    }
    return observations.slice(observations.position(), length);
  }

  /**
   * Dropout of inputs. Nearly all are 0, so the engine's, which draws for each, took 8 ms of 11.
   */
  private void drop(FloatBuffer features) {
    int width = encoder.features();
    int droppable = encoder.droppable();
    for (int i = 0; i < features.limit(); i++) {
      float value = features.get(i);
      if (value != 0 && i % width < droppable) {
        features.put(i, dropout.nextFloat() < dropRate ? 0 : value / (1 - dropRate));
      }
    }
  }

  /**
   * Memory outside the heap for a batch's inputs, kept from batch to batch: asking the system each
   * time took longer than the network.
   */
  static final class InputBuffer {
    private ByteBuffer bytes = ByteBuffer.allocate(0);
    private FloatBuffer numbers = bytes.asFloatBuffer();
    private ByteBuffer pictures = ByteBuffer.allocate(0);

    /**
     * Numbers to be written, {@code rows × columns} zeros from position 0.
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
        throw UserError.of(
            "a batch of %,d observations of %,d numbers takes %.1f GB, and 2.1 is the most: lower the batchSize",
            rows, columns, size / 1e9);
      }
      return (int) size;
    }

    /**
     * Observations one after the other, as they are, until the next call; a {@link UserError} if
     * they do not fit.
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
}
