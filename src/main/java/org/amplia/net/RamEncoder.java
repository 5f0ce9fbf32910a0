package org.amplia.net;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How RAM becomes a network's input. A byte of RAM is often a position, and what matters is often
 * where two things are together: the player is <i>here</i> and a car is <i>there</i>. A small
 * network does not find such products from a few thousand labels (it learns them by heart instead;
 * see {@code docs/learning.md} for the measurements), so they are inputs:
 *
 * <ul>
 *   <li>each cell that changes, spread over 16 overlapping triangles;
 *   <li>the product of the pivot's 16 triangles with each other cell's 8 broader ones. The pivot is
 *       the cell whose changes depend most on the last action: what the player controls
 *       (contingency awareness, Bellemare et al. 2012);
 *   <li>each cell's change since the step before, modulo 256, in units of 32 and clipped to ±½;
 *   <li>the last action.
 * </ul>
 *
 * All of it is found from the demonstrations; nothing is known of the game.
 */
public final class RamEncoder {
  private static final int RAM_BYTES = 128;
  private static final int FINE = 16;
  private static final int BROAD = 8;

  /** A cell is used if at least this share of the observations differs from its commonest value. */
  private static final double LEAST_CHANGE = 0.01;

  /**
   * A product of two triangles is a quarter on average and fires seldom: unscaled, a fit of 600
   * steps hardly reaches its weights.
   */
  private static final float PAIR_SCALE = 6;

  private RamEncoder() {}

  /**
   * Chooses cells, pivot and columns.
   *
   * @param seen observations, RAM now | RAM a step before | last action one-hot
   * @param actions length of the tail
   */
  public static InputEncoder.Ram fit(List<byte[]> seen, int actions) {
    int[] cells = IntStream.range(0, RAM_BYTES).filter(cell -> changes(seen, cell)).toArray();
    int pivot = 0;
    double highest = -1;
    for (int i = 0; i < cells.length; i++) {
      double share = shareExplainedByAction(seen, cells[i], actions);
      if (share > highest) {
        highest = share;
        pivot = i;
      }
    }
    boolean[] fired = new boolean[columns(cells.length)];
    for (byte[] observation : seen) {
      eachColumn(cells, pivot, observation, (column, value) -> fired[column] = true);
    }
    int[] kept = IntStream.range(0, fired.length).filter(column -> fired[column]).toArray();
    return new InputEncoder.Ram(cells, pivot, kept, actions);
  }

  private static boolean changes(List<byte[]> seen, int cell) {
    int[] counts = new int[256];
    for (byte[] observation : seen) {
      counts[observation[cell] & 0xff]++;
    }
    int commonest = Arrays.stream(counts).max().orElse(0);
    return seen.size() - commonest > LEAST_CHANGE * seen.size();
  }

  /** η²: the share of the variance of a cell's change that the last action explains, 0 … 1. */
  private static double shareExplainedByAction(List<byte[]> seen, int cell, int actions) {
    double[] sums = new double[actions];
    int[] counts = new int[actions];
    double squares = 0;
    double total = 0;
    for (byte[] observation : seen) {
      int change = (byte) (observation[cell] - observation[RAM_BYTES + cell]);
      for (int a = 0; a < actions; a++) {
        if (observation[2 * RAM_BYTES + a] != 0) {
          sums[a] += change;
          counts[a]++;
        }
      }
      total += change;
      squares += (double) change * change;
    }
    double mean = total / seen.size();
    double variance = squares / seen.size() - mean * mean;
    if (variance < 1e-9) {
      return 0;
    }
    double between = 0;
    for (int a = 0; a < actions; a++) {
      if (counts[a] > 0) {
        double difference = sums[a] / counts[a] - mean;
        between += counts[a] * difference * difference / seen.size();
      }
    }
    return between / variance;
  }

  private static int columns(int cells) {
    return cells * FINE + cells * FINE * BROAD;
  }

  private interface Column {
    void set(int column, float value);
  }

  /** The columns of the full layout that are not 0 for an observation. */
  private static void eachColumn(int[] cells, int pivot, byte[] observation, Column column) {
    int player = observation[cells[pivot]] & 0xff;
    for (int i = 0; i < cells.length; i++) {
      int value = observation[cells[i]] & 0xff;
      int offset = i * FINE;
      eachTile(value, FINE, (tile, weight) -> column.set(offset + tile, weight));
      if (i != pivot) {
        int pairs = (cells.length + i * BROAD) * FINE;
        eachTile(
            player,
            FINE,
            (own, ownWeight) ->
                eachTile(
                    value,
                    BROAD,
                    (other, weight) ->
                        column.set(pairs + own * BROAD + other, PAIR_SCALE * ownWeight * weight)));
      }
    }
  }

  /** The one or two triangles that a byte falls on; their weights sum to 1. */
  private static void eachTile(int value, int tiles, Column tile) {
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

  static void encode(InputEncoder.Ram encoder, byte[] observation, FloatBuffer into) {
    int[] cells = encoder.cells();
    int[] kept = encoder.kept();
    int start = into.position();
    eachColumn(
        cells,
        encoder.pivot(),
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
      int change = (byte) (observation[cell] - observation[RAM_BYTES + cell]);
      into.put(Math.max(-0.5f, Math.min(0.5f, change / 32f)));
    }
    for (int i = 2 * RAM_BYTES; i < observation.length; i++) {
      into.put(observation[i]);
    }
  }
}
