package org.amplia.train.drift;

import java.util.Arrays;
import java.util.List;
import org.amplia.ale.Emulator;
import org.amplia.model.JensenShannon;

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

  /** The Jensen–Shannon divergence of every cell's values here and there, one per cell, nats. */
  double[] divergences(Occupancy other) {
    double[] divergences = new double[counts.length];
    for (int cell = 0; cell < divergences.length; cell++) {
      divergences[cell] = JensenShannon.divergence(shares(cell), other.shares(cell));
    }
    return divergences;
  }

  private double[] shares(int cell) {
    return Arrays.stream(counts[cell]).mapToDouble(count -> (double) count / states).toArray();
  }
}
