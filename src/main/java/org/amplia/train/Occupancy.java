package org.amplia.train;

import java.util.List;
import org.amplia.ale.Emulator;

/**
 * Where somebody goes, as far as single cells of RAM show it: how often each cell had each value.
 *
 * @param counts cells × 256 values
 * @param states counted, 1 or more
 */
record Occupancy(int[][] counts, int states) {
  private static final int VALUES = 256;

  /** Counts the RAM in observations of RAM, whose first 128 bytes it is. */
  static Occupancy of(List<byte[]> observations) {
    int[][] counts = new int[Emulator.RAM_BYTES][VALUES];
    for (byte[] observation : observations) {
      for (int cell = 0; cell < counts.length; cell++) {
        counts[cell][observation[cell] & 0xff]++;
      }
    }
    return new Occupancy(counts, observations.size());
  }

  /**
   * Jensen–Shannon divergence (Lin 1991) of every cell's values here and there: H((p + q) / 2) −
   * (H(p) + H(q)) / 2.
   *
   * @return one number a cell, nats, 0 (the same) … ln 2 (no value in common)
   */
  double[] divergences(Occupancy other) {
    double[] divergences = new double[counts.length];
    for (int cell = 0; cell < divergences.length; cell++) {
      double sum = 0;
      for (int value = 0; value < VALUES; value++) {
        double p = (double) counts[cell][value] / states;
        double q = (double) other.counts[cell][value] / other.states;
        sum += share(p, p + q) + share(q, p + q);
      }
      divergences[cell] = sum / 2;
    }
    return divergences;
  }

  /** p log(p / ((p + q) / 2)). */
  private static double share(double p, double both) {
    return p == 0 ? 0 : p * Math.log(2 * p / both);
  }
}
