package org.amplia.net;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * Turns observations (unsigned bytes) into a network's inputs. It travels with the parameters, so
 * that playing cannot be preprocessed otherwise than training.
 */
public sealed interface InputEncoder {
  /** Writes the features of one observation. */
  void encode(byte[] observation, FloatBuffer into);

  /** Numbers per observation. */
  int features();

  /** A batch: one observation's features after the other, in memory that the engine reads. */
  default FloatBuffer encode(byte[][] observations) {
    FloatBuffer buffer =
        ByteBuffer.allocateDirect(4 * features() * observations.length)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    for (byte[] observation : observations) {
      encode(observation, buffer);
    }
    return buffer.rewind();
  }

  /** Bytes scaled to 0 … 1, for pictures. */
  record Scaled(int features) implements InputEncoder {
    @Override
    public void encode(byte[] observation, FloatBuffer into) {
      for (byte value : observation) {
        into.put((value & 0xff) / 255f);
      }
    }
  }

  /**
   * RAM observations: each cell standardised by the mean and deviation seen in the demonstrations
   * (clipped to ±5), its change since the step before modulo 256 (in units of 4, clipped to ±3),
   * and the last action as it is.
   *
   * @param mean of each cell
   * @param deviation of each cell, at least 2 so that a nearly constant cell is not blown up
   * @param actions length of the one-hot tail
   */
  record Standardised(float[] mean, float[] deviation, int actions) implements InputEncoder {
    @Override
    public int features() {
      return 2 * mean.length + actions;
    }

    @Override
    public void encode(byte[] observation, FloatBuffer into) {
      int cells = mean.length;
      for (int i = 0; i < cells; i++) {
        into.put(clip(((observation[i] & 0xff) - mean[i]) / deviation[i], 5));
      }
      for (int i = 0; i < cells; i++) {
        // The cast wraps to −128 … 127: 250 → 3 is a change of 9.
        into.put(clip((byte) (observation[i] - observation[cells + i]) / 4f, 3));
      }
      for (int i = 2 * cells; i < observation.length; i++) {
        into.put(observation[i]);
      }
    }

    private static float clip(float value, float bound) {
      return Math.max(-bound, Math.min(bound, value));
    }
  }
}
