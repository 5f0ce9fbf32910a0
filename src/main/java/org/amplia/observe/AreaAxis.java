package org.amplia.observe;

/**
 * How one side of a picture shrinks: which source pixels a target pixel covers, and how much of
 * each. A target covers source/target source pixels, a fraction, so in units of the common
 * denominator every share is a whole number and all shares of a target add up to {@link #total}.
 *
 * @param total sum of the weights of any target
 * @param taps the most source pixels that a target covers
 * @param start the first source pixel of each target
 * @param end the first source pixel behind each target
 * @param firstTarget the first target that covers each source pixel
 * @param lastTarget the last one
 * @param weights of the source pixels from {@code start} on, {@code taps} a target, 0 behind the
 *     last one
 * @param shareStart like {@code start}, for {@code shares}
 * @param shares the same weights over the total, as OpenCV rounds them: the last digits differ from
 *     those of a plain division
 */
record AreaAxis(
    int total,
    int taps,
    int[] start,
    int[] end,
    int[] firstTarget,
    int[] lastTarget,
    int[] weights,
    int[] shareStart,
    float[][] shares) {
  /** OpenCV leaves out what a target covers by less than this part of a source pixel. */
  private static final double NEGLIGIBLE = 1e-3;

  /**
   * An axis of {@code source} pixels shrunk to {@code target}, both 1 or more.
   *
   * @param fewestTaps pads the weights of every target to so many
   */
  static AreaAxis of(int source, int target, int fewestTaps) {
    int common = gcd(source, target);
    int total = source / common;
    int unit = target / common;
    int[] start = new int[target];
    int[] end = new int[target];
    int[] firstTarget = new int[source];
    int[] lastTarget = new int[source];
    int taps = fewestTaps;
    for (int i = target - 1; i >= 0; i--) {
      start[i] = i * total / unit;
      end[i] = ((i + 1) * total + unit - 1) / unit;
      taps = Math.max(taps, end[i] - start[i]);
      for (int pixel = start[i]; pixel < end[i]; pixel++) {
        firstTarget[pixel] = i;
        lastTarget[pixel] = Math.max(lastTarget[pixel], i);
      }
    }
    int[] weights = new int[target * taps];
    int[] shareStart = new int[target];
    float[][] shares = new float[target][];
    for (int i = 0; i < target; i++) {
      for (int tap = 0; tap < taps; tap++) {
        int from = Math.max(i * total, (start[i] + tap) * unit);
        int to = Math.min((i + 1) * total, (start[i] + tap + 1) * unit);
        weights[i * taps + tap] = Math.max(0, to - from);
      }
      share(source, target, i, shareStart, shares);
    }
    return new AreaAxis(
        total, taps, start, end, firstTarget, lastTarget, weights, shareStart, shares);
  }

  private static void share(int source, int target, int index, int[] shareStart, float[][] shares) {
    double scale = 1.0 / ((double) target / source);
    double from = index * scale;
    double to = from + scale;
    double width = Math.min(scale, source - from);
    int lastWhole = Math.min((int) Math.floor(to), source - 1);
    int firstWhole = Math.min((int) Math.ceil(from), lastWhole);
    boolean partBefore = firstWhole - from > NEGLIGIBLE;
    boolean partBehind = to - lastWhole > NEGLIGIBLE;
    int whole = lastWhole - firstWhole;
    float[] ofTarget = new float[(partBefore ? 1 : 0) + whole + (partBehind ? 1 : 0)];
    int next = 0;
    if (partBefore) {
      ofTarget[next++] = (float) ((firstWhole - from) / width);
    }
    for (int i = 0; i < whole; i++) {
      ofTarget[next++] = (float) (1.0 / width);
    }
    if (partBehind) {
      ofTarget[next] = (float) (Math.min(Math.min(to - lastWhole, 1.0), width) / width);
    }
    shareStart[index] = partBefore ? firstWhole - 1 : firstWhole;
    shares[index] = ofTarget;
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }
}
