package org.amplia.model;

import java.util.Arrays;

/**
 * The values that a judge's distribution over returns can take. A return between two of them counts
 * for both, in proportion (as in the projection of Bellemare, Dabney &amp; Munos 2017), so that no
 * rounding is lost in the mean.
 *
 * @param centres ascending, two or more
 */
public record ReturnBins(double[] centres) {
  /**
   * Bins that returns seen fill about evenly.
   *
   * @param returns some, not all alike
   * @param count how many bins at most; fewer where many returns are alike
   */
  public static ReturnBins of(double[] returns, int count) {
    double[] sorted = returns.clone();
    Arrays.sort(sorted);
    double[] centres = new double[count];
    int used = 0;
    double least = (sorted[sorted.length - 1] - sorted[0]) / (8.0 * count);
    for (int i = 0; i < count; i++) {
      double quantile = sorted[(int) Math.round((double) i * (sorted.length - 1) / (count - 1))];
      if (used == 0 || quantile > centres[used - 1] + least) {
        centres[used] = quantile;
        used++;
      }
    }
    if (used < 2) {
      centres[0] = sorted[0] - 0.5;
      centres[1] = sorted[0] + 0.5;
      used = 2;
    }
    return new ReturnBins(Arrays.copyOf(centres, used));
  }

  /**
   * Bins at equal distances, so that scores of distributions about different anchors compare: all
   * bins are as wide.
   *
   * @param lowest centre of the first
   * @param highest centre of the last; above the lowest
   * @param count of bins, 2 or more
   */
  public static ReturnBins even(double lowest, double highest, int count) {
    double[] centres = new double[count];
    for (int i = 0; i < count; i++) {
      centres[i] = lowest + (highest - lowest) * i / (count - 1);
    }
    return new ReturnBins(centres);
  }

  /** The number of bins. */
  public int count() {
    return centres.length;
  }

  /** How a return counts: weights of the bins, which sum to 1; beyond the ends the last bin's. */
  public double[] weights(double value) {
    double[] weights = new double[centres.length];
    int above = 0;
    while (above < centres.length && centres[above] < value) {
      above++;
    }
    if (above == 0 || above == centres.length) {
      weights[above == 0 ? 0 : above - 1] = 1;
      return weights;
    }
    double share = (value - centres[above - 1]) / (centres[above] - centres[above - 1]);
    weights[above] = share;
    weights[above - 1] = 1 - share;
    return weights;
  }

  /** The mean of a distribution over the bins. */
  public double mean(double[] probabilities) {
    double mean = 0;
    for (int i = 0; i < centres.length; i++) {
      mean += probabilities[i] * centres[i];
    }
    return mean;
  }

  /**
   * The probability of more than a value: each bin's is spread evenly to half-way to its
   * neighbours, and as far beyond the ends.
   *
   * @param probabilities of the bins
   * @return 0 … 1
   */
  public double above(double[] probabilities, double value) {
    double above = 0;
    for (int i = 0; i < centres.length; i++) {
      double down = (i > 0 ? centres[i] - centres[i - 1] : centres[1] - centres[0]) / 2;
      double up = (i + 1 < centres.length ? centres[i + 1] - centres[i] : 2 * down) / 2;
      double share = (centres[i] + up - value) / (up + down);
      above += probabilities[i] * Math.max(0, Math.min(1, share));
    }
    return above;
  }
}
