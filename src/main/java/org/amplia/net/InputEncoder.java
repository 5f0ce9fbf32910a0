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
   * RAM observations. A cell that never changed in the demonstrations is left out. Of every other:
   * its value standardised by the mean and deviation seen there (clipped to ±5), its change since
   * the step before modulo 256 (in units of 4, clipped to ±3), and the value once more over {@link
   * #TILES} overlapping triangles, because a byte is often a position and "between 64 and 80" is
   * hard to learn from one number. Then the last action as it is.
   *
   * @param cells the cells that are used
   * @param mean of each of them
   * @param deviation of each of them, at least 2 so that a nearly constant one is not blown up
   * @param actions length of the one-hot tail
   */
  record Ram(int[] cells, float[] mean, float[] deviation, int actions) implements InputEncoder {
    /** Triangles over 0 … 255. */
    public static final int TILES = 16;

    private static final int RAM_BYTES = 128;
    private static final float TILE_WIDTH = 256f / TILES;

    @Override
    public int features() {
      return cells.length * (2 + TILES) + actions;
    }

    @Override
    public void encode(byte[] observation, FloatBuffer into) {
      for (int i = 0; i < cells.length; i++) {
        byte now = observation[cells[i]];
        byte before = observation[RAM_BYTES + cells[i]];
        int value = now & 0xff;
        into.put(clip((value - mean[i]) / deviation[i], 5));
        // The cast wraps to −128 … 127: 250 → 3 is a change of 9.
        into.put(clip((byte) (now - before) / 4f, 3));
        for (int tile = 0; tile < TILES; tile++) {
          float distance = Math.abs(value - (tile + 0.5f) * TILE_WIDTH) / TILE_WIDTH;
          into.put(Math.max(0, 1 - distance));
        }
      }
      for (int i = 2 * RAM_BYTES; i < observation.length; i++) {
        into.put(observation[i]);
      }
    }

    private static float clip(float value, float bound) {
      return Math.max(-bound, Math.min(bound, value));
    }
  }
}
