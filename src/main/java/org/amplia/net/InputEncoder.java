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
   * RAM observations, see {@link RamEncoder}.
   *
   * @param cells the RAM cells that are used, ascending
   * @param pivot index among them of the cell that the player controls
   * @param kept which columns of the full layout are inputs, ascending; the others never fired
   * @param actions length of the observation's one-hot tail
   */
  record Ram(int[] cells, int pivot, int[] kept, int actions) implements InputEncoder {
    @Override
    public int features() {
      return kept.length + cells.length + actions;
    }

    @Override
    public void encode(byte[] observation, FloatBuffer into) {
      RamEncoder.encode(this, observation, into);
    }
  }
}
