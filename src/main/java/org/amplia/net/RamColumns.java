package org.amplia.net;

/**
 * The features that bytes of RAM are read as: triangles over a cell's 256 values, and products of
 * the triangles of two cells.
 */
final class RamColumns {
  /** Bytes of an Atari's RAM. */
  static final int RAM_BYTES = 128;

  /** Triangles of a cell by itself, and of the pivot in a product. */
  static final int TILES = 16;

  /**
   * A product of two triangles is a quarter on average and fires seldom: unscaled, a fit of 600
   * steps hardly reaches its weights.
   */
  private static final float PAIR_SCALE = 6;

  private RamColumns() {}

  /** One feature and its value. */
  interface Column {
    void set(int column, float value);
  }

  /** The columns of the full layout that are not 0 for an observation. */
  static void each(
      int[] cells, int pivot, int[] partners, int tiles, byte[] observation, Column column) {
    for (int i = 0; i < cells.length; i++) {
      int offset = i * TILES;
      eachTile(
          observation[cells[i]] & 0xff, TILES, (tile, weight) -> column.set(offset + tile, weight));
    }
    int player = observation[cells[pivot]] & 0xff;
    for (int i = 0; i < partners.length; i++) {
      int pairs = (cells.length + i * tiles) * TILES;
      eachPair(
          player,
          observation[cells[partners[i]]] & 0xff,
          tiles,
          (pair, value) -> column.set(pairs + pair, value));
    }
  }

  /** The products of the pivot's triangles with those of another byte that are not 0. */
  static void eachPair(int player, int other, int tiles, Column pair) {
    eachTile(
        player,
        TILES,
        (own, ownWeight) ->
            eachTile(
                other,
                tiles,
                (tile, weight) -> pair.set(own * tiles + tile, PAIR_SCALE * ownWeight * weight)));
  }

  /** The one or two triangles that a byte falls on; their weights sum to 1. */
  static void eachTile(int value, int tiles, Column tile) {
    float position = value * tiles / 256f - 0.5f;
    int lower = (int) Math.floor(position);
    float weight = position - lower;
    if (lower < 0) {
      tile.set(0, 1);
    } else if (lower == tiles - 1) {
      tile.set(lower, 1);
    } else {
      tile.set(lower, 1 - weight);
      if (weight > 0) {
        tile.set(lower + 1, weight);
      }
    }
  }

  /** How many columns the full layout has. */
  static int of(int cells, int partners, int partnerTiles) {
    return TILES * (cells + partners * partnerTiles);
  }
}
