package org.amplia.net;

import java.nio.FloatBuffer;

/**
 * Turns observations (unsigned bytes) into a network's inputs. It travels with the parameters, so
 * that playing cannot be preprocessed otherwise than training.
 */
public sealed interface InputEncoder {
  /** Writes the features of one observation at the buffer's position, where zeros are. */
  void encode(byte[] observation, FloatBuffer into);

  /** Numbers per observation. */
  int features();

  /** Bytes of an observation. */
  int observationLength();

  /** Bytes scaled to 0 … 1, for pictures. */
  record Scaled(int features) implements InputEncoder {
    @Override
    public void encode(byte[] observation, FloatBuffer into) {
      for (byte value : observation) {
        into.put((value & 0xff) / 255f);
      }
    }

    @Override
    public int observationLength() {
      return features;
    }
  }

  /**
   * RAM observations, see {@link RamEncoder}.
   *
   * @param cells the RAM cells that are used, ascending
   * @param pivot index among them of the cell that the player controls
   * @param partners indices among them of the cells that are multiplied with the pivot, ascending
   * @param partnerTiles triangles over a partner's 256 values in a product
   * @param kept which columns of the full layout are inputs, ascending; the others never fired
   * @param actions length of the observation's one-hot tail
   */
  record Ram(int[] cells, int pivot, int[] partners, int partnerTiles, int[] kept, int actions)
      implements InputEncoder {
    @Override
    public int features() {
      return kept.length + cells.length + actions;
    }

    @Override
    public void encode(byte[] observation, FloatBuffer into) {
      RamEncoder.encode(this, observation, into);
    }

    @Override
    public int observationLength() {
      return 2 * RamEncoder.RAM_BYTES + actions;
    }
  }

  /**
   * RAM observations of a learner that goes where nobody has been before: beside the features that
   * were chosen when little of the game was known, every byte is there.
   *
   * @param chosen the features
   */
  record RamAndBytes(Ram chosen) implements InputEncoder {
    @Override
    public int features() {
      return chosen.features() + observationLength();
    }

    @Override
    public int observationLength() {
      return chosen.observationLength();
    }

    @Override
    public void encode(byte[] observation, FloatBuffer into) {
      chosen.encode(observation, into);
      new Scaled(observationLength()).encode(observation, into);
    }
  }
}
