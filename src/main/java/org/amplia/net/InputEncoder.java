package org.amplia.net;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.amplia.base.RootLocale;

/** Turns observations (unsigned bytes) into a network's inputs. It travels with the parameters. */
public sealed interface InputEncoder {
  /** Writes the features of one observation at the buffer's position, where zeros are. */
  void encode(byte[] observation, FloatBuffer into);

  /** Numbers per observation. */
  int features();

  /** Bytes of an observation. */
  int observationLength();

  /** How many of the features, the first, are what dropout of inputs may drop. */
  default int droppable() {
    return features();
  }

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
   * @param tiles triangles over a cell's 256 values, and over the pivot's in a product
   * @param partnerTiles triangles over a partner's 256 values in a product
   * @param kept which columns of the full layout are inputs, ascending; the others never fired
   * @param actions length of the observation's one-hot tail
   */
  record Ram(
      int[] cells, int pivot, int[] partners, int tiles, int partnerTiles, int[] kept, int actions)
      implements InputEncoder {
    /** A byte falls on two triangles at most. */
    public static final int MOST_PAIRS = 4;

    public Ram {
      requireAscending(cells, RamColumns.RAM_BYTES);
      Objects.checkIndex(pivot, cells.length);
      IntStream.of(partners).forEach(partner -> Objects.checkIndex(partner, cells.length));
      requireTiles(tiles);
      requireTiles(partnerTiles);
      requireAscending(kept, new RamColumns(cells, pivot, partners, tiles, partnerTiles).count());
    }

    private static void requireTiles(int tiles) {
      if (tiles < 1 || tiles > 256) {
        throw new IllegalArgumentException(tiles + " triangles over 256 values");
      }
    }

    private static void requireAscending(int[] values, int end) {
      int before = -1;
      for (int value : values) {
        if (value <= before || value >= end) {
          throw new IllegalArgumentException(
              RootLocale.format("%d after %d, of %d", value, before, end));
        }
        before = value;
      }
    }

    @Override
    public int features() {
      return kept.length + cells.length + actions;
    }

    @Override
    public void encode(byte[] observation, FloatBuffer into) {
      int start = into.position();
      new RamColumns(cells, pivot, partners, tiles, partnerTiles)
          .each(
              observation,
              (column, value) -> {
                int input = Arrays.binarySearch(kept, column);
                if (input >= 0) {
                  into.put(start + input, value);
                }
              });
      into.position(start + kept.length);
      for (int cell : cells) {
        // The cast wraps to −128 … 127: 250 → 3 is a change of 9.
        int change = (byte) (observation[cell] - observation[RamColumns.RAM_BYTES + cell]);
        into.put(Math.max(-0.5f, Math.min(0.5f, change / 32f)));
      }
      for (int i = 2 * RamColumns.RAM_BYTES; i < observation.length; i++) {
        into.put(observation[i]);
      }
    }

    @Override
    public int observationLength() {
      return 2 * RamColumns.RAM_BYTES + actions;
    }

    /** Columns of {@link #pairs}. */
    public int pairCount() {
      return tiles * RamEncoder.FINE_TILES;
    }

    /**
     * The products of the pivot's triangles with 32 narrow ones of a byte that the observation does
     * not show, as a partner has them: at most {@link #MOST_PAIRS} that are not 0.
     *
     * @param value 0 … 255
     * @return columns from 0 to {@link #pairCount}, exclusive
     */
    public List<Entry> pairs(byte[] observation, int value) {
      List<Entry> pairs = new ArrayList<>();
      RamColumns.eachPair(
          observation[cells[pivot]] & 0xff,
          tiles,
          value,
          RamEncoder.FINE_TILES,
          (pair, weight) -> pairs.add(new Entry(pair, weight)));
      return pairs;
    }
  }

  /**
   * RAM observations of a learner that goes where nobody has been: the chosen features and every
   * byte.
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

  /**
   * An observation with further numbers, most of which are 0: a question that is more than a state.
   * After the observation's bytes come, {@code maxEntries} times, a column (2 bytes, 65535 for
   * none) and its value (a float's 4 bytes), big-endian. A column that comes twice is added up.
   * Dropout leaves them alone: they say something together, and 0 would be another answer.
   *
   * @param observation how the observation is read
   * @param columns how many further numbers there are, at most 65535
   * @param maxEntries how many of them can be given
   */
  record WithColumns(InputEncoder observation, int columns, int maxEntries)
      implements InputEncoder {
    private static final int NONE = 0xffff;
    private static final int ENTRY_BYTES = 6;

    public WithColumns {
      if (columns >= NONE) {
        throw new IllegalArgumentException(columns + " columns do not fit into 16 bits");
      }
    }

    @Override
    public int features() {
      return observation.features() + columns;
    }

    @Override
    public int observationLength() {
      return observation.observationLength() + maxEntries * ENTRY_BYTES;
    }

    @Override
    public int droppable() {
      return observation.droppable();
    }

    @Override
    public void encode(byte[] bytes, FloatBuffer into) {
      int length = observation.observationLength();
      observation.encode(Arrays.copyOf(bytes, length), into);
      ByteBuffer entries = ByteBuffer.wrap(bytes, length, bytes.length - length);
      for (int i = 0; i < maxEntries; i++) {
        int column = entries.getShort() & 0xffff;
        float value = entries.getFloat();
        if (column != NONE) {
          int at = into.position() + column;
          into.put(at, into.get(at) + value);
        }
      }
      into.position(into.position() + columns);
    }

    /** The bytes of an observation with columns and their values, at most {@code maxEntries}. */
    public byte[] bytes(byte[] seen, List<Entry> entries) {
      if (entries.size() > maxEntries) {
        throw new IllegalArgumentException(
            entries.size() + " entries, there is room for " + maxEntries);
      }
      ByteBuffer bytes = ByteBuffer.allocate(observationLength()).put(seen);
      for (int i = 0; i < maxEntries; i++) {
        boolean given = i < entries.size();
        bytes.putShort((short) (given ? entries.get(i).column() : NONE));
        bytes.putFloat(given ? entries.get(i).value() : 0);
      }
      return bytes.array();
    }

    /** The columns whose entries bytes of {@link #bytes} have, in their order. */
    public int[] columns(byte[] bytes) {
      int from = observation.observationLength();
      ByteBuffer entries = ByteBuffer.wrap(bytes);
      return IntStream.range(0, maxEntries)
          .map(i -> entries.getShort(from + i * ENTRY_BYTES) & 0xffff)
          .filter(column -> column != NONE)
          .toArray();
    }
  }

  /** A number beside an observation: its column, 0 or more, and value. */
  record Entry(int column, float value) {}
}
