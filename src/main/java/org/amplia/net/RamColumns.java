package org.amplia.net;

/**
 * The features that bytes of RAM are read as: triangles over a cell's 256 values, and products of
 * the triangles of two cells.
 *
 * @param cells the RAM cells, ascending
 * @param pivot index among them of the cell that is multiplied with the partners
 * @param partners indices among them of the cells that are multiplied with it
 * @param tiles triangles of a cell by itself, and of the pivot in a product
 * @param partnerTiles triangles of a partner in a product
 */
record RamColumns(int[] cells, int pivot, int[] partners, int tiles, int partnerTiles) {
  /** Bytes of an Atari's RAM. */
  static final int RAM_BYTES = 128;

  /**
   * A product of two triangles is a quarter on average and fires seldom: unscaled, a fit of 600
   * steps hardly reaches its weights.
   */
  private static final float PAIR_SCALE = 6;

  /** One feature and its value. */
  interface Column {
    void set(int column, float value);
  }

  /** The columns that are not 0 for an observation. */
  void each(byte[] observation, Column column) {
    for (int i = 0; i < cells.length; i++) {
      int offset = i * tiles;
      eachTile(
          observation[cells[i]] & 0xff, tiles, (tile, weight) -> column.set(offset + tile, weight));
    }
    int player = observation[cells[pivot]] & 0xff;
    for (int i = 0; i < partners.length; i++) {
      int pairs = (cells.length + i * partnerTiles) * tiles;
      eachPair(
          player,
          tiles,
          observation[cells[partners[i]]] & 0xff,
          partnerTiles,
          (pair, value) -> column.set(pairs + pair, value));
    }
  }

  /** How many columns there are. */
  int count() {
    return tiles * (cells.length + partners.length * partnerTiles);
  }

  /** The products of the player's triangles with those of another byte that are not 0. */
  static void eachPair(int player, int tiles, int other, int otherTiles, Column pair) {
    eachTile(
        player,
        tiles,
        (own, ownWeight) ->
            eachTile(
                other,
                otherTiles,
                (tile, weight) ->
                    pair.set(own * otherTiles + tile, PAIR_SCALE * ownWeight * weight)));
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
}
