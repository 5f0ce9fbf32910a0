package org.amplia.observe;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.amplia.base.RootLocale;

/**
 * Shrinks a grey picture so that each new pixel is the mean of the area it covers, weighting pixels
 * that it covers in part: OpenCV's {@code INTER_AREA}, pixel for pixel.
 *
 * <p>The weighted sums are whole numbers, so they are exact. OpenCV adds up in floating point,
 * which comes to the same rounded mean unless the exact mean lies half-way between two greys, where
 * its rounding errors decide; those few pixels are computed again in OpenCV's way and order.
 */
public final class AreaResize {
  private static final VarHandle EIGHT_PIXELS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int EIGHT = Long.BYTES;

  /** Every second of eight pixels, with room for a sum above each. */
  private static final long EVERY_SECOND = 0x00ff00ff00ff00ffL;

  private static final int SUM_BITS = Character.SIZE;
  private static final int SUM_BYTES = Character.BYTES;
  private static final long LARGEST_SUM = (1 << SUM_BITS) - 1;

  private static final VarHandle ONE_SUM =
      MethodHandles.byteArrayViewVarHandle(char[].class, ByteOrder.LITTLE_ENDIAN);

  /** Four sums, the first in the lowest bits. */
  private static final VarHandle FOUR_SUMS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Rows and columns of most screens under one of the 84: written out in the innermost loops. */
  private static final int USUAL_TAPS = 3;

  private static final int RECIPROCAL_BITS = 40;
  private static final int LARGEST_TOTAL = 1 << 16;

  /** More than what OpenCV's rounding errors can add up to, in greys. */
  private static final double FLOAT_ERROR = 1e-3;

  private final int sourceColumns;
  private final int targetColumns;
  private final int targetRows;
  private final AreaAxis vertical;
  private final AreaAxis horizontal;
  private final int total;
  private final long reciprocal;
  private final int tolerance;

  /**
   * Of each source column the sum of what lies under a target row, one row after the other; kept,
   * so that only what changed is summed up again: 16 bits each, little-endian, as four are read at
   * a time. Longer by what the last targets read on behind their row with weight 0.
   */
  private final byte[] sums;

  /** Of each target column, 16 bits each: its first source column and the first three weights. */
  private final long[] firstTaps;

  /**
   * Prepares a resize of {@code rows × columns} to {@code targetRows × targetColumns}, which must
   * be smaller and in a simple proportion.
   */
  public AreaResize(int rows, int columns, int targetRows, int targetColumns) {
    if (targetRows > rows || targetColumns > columns) {
      throw new IllegalArgumentException(
          RootLocale.format(
              "can only shrink: %d×%d to %d×%d", rows, columns, targetRows, targetColumns));
    }
    this.sourceColumns = columns;
    this.targetColumns = targetColumns;
    this.targetRows = targetRows;
    vertical = AreaAxis.of(rows, targetRows, USUAL_TAPS);
    horizontal = AreaAxis.of(columns, targetColumns, USUAL_TAPS);
    long product = (long) vertical.total() * horizontal.total();
    if (product >= LARGEST_TOTAL || vertical.total() * 255L > LARGEST_SUM) {
      throw new IllegalArgumentException(
          RootLocale.format(
              "%d×%d to %d×%d is in no simple proportion",
              rows, columns, targetRows, targetColumns));
    }
    total = (int) product;
    // Rounded up, it divides every sum up to 256 totals exactly: the error stays below 1/total.
    reciprocal = (1L << RECIPROCAL_BITS) / total + 1;
    tolerance = (int) (total * FLOAT_ERROR);
    sums = new byte[SUM_BYTES * (targetRows * columns + Math.max(4, horizontal.taps()))];
    firstTaps = new long[targetColumns];
    for (int i = 0; i < targetColumns; i++) {
      int weight = i * horizontal.taps();
      firstTaps[i] = horizontal.start()[i];
      for (int tap = 0; tap < USUAL_TAPS; tap++) {
        firstTaps[i] |= (long) horizontal.weights()[weight + tap] << ((tap + 1) * SUM_BITS);
      }
    }
  }

  /** Rows of the source under a target row: {@code first(row) … end(row) − 1}. */
  int first(int targetRow) {
    return vertical.start()[targetRow];
  }

  /** See {@link #first}. */
  int end(int targetRow) {
    return vertical.end()[targetRow];
  }

  /**
   * Resizes {@code source} (unsigned bytes, row by row) into {@code target} from {@code offset} on.
   * Not thread-safe.
   */
  public void apply(byte[] source, byte[] target, int offset) {
    for (int row = 0; row < targetRows; row++) {
      apply(source, row, 0, sourceColumns, target, offset);
    }
  }

  /**
   * One target row, as far as the source columns {@code from … to − 1} show in it. What lies beside
   * them must be what it was when it was applied last. Not thread-safe.
   *
   * @param greys the whole source, unsigned bytes, row by row
   * @param target the whole target, which begins at {@code offset}
   */
  void apply(byte[] greys, int row, int from, int to, byte[] target, int offset) {
    int column = from;
    for (; column + EIGHT <= to; column += EIGHT) {
      sumUpEight(greys, row, column);
    }
    for (; column < to; column++) {
      sumUp(greys, row, column);
    }
    int end = horizontal.lastTarget()[to - 1] + 1;
    for (int i = horizontal.firstTarget()[from]; i < end; i++) {
      target[offset + row * targetColumns + i] = (byte) mean(greys, row, i);
    }
  }

  private void sumUpEight(byte[] greys, int row, int column) {
    int[] weights = vertical.weights();
    int taps = vertical.taps();
    int weight = row * taps;
    // Behind the last row the weights are 0, whatever is read there.
    int last = greys.length - sourceColumns + column;
    int pixel = vertical.start()[row] * sourceColumns + column;
    long eight0 = (long) EIGHT_PIXELS.get(greys, pixel);
    long eight1 = (long) EIGHT_PIXELS.get(greys, Math.min(pixel + sourceColumns, last));
    long eight2 = (long) EIGHT_PIXELS.get(greys, Math.min(pixel + 2 * sourceColumns, last));
    long weight0 = weights[weight];
    long weight1 = weights[weight + 1];
    long weight2 = weights[weight + 2];
    long even =
        weight0 * (eight0 & EVERY_SECOND)
            + weight1 * (eight1 & EVERY_SECOND)
            + weight2 * (eight2 & EVERY_SECOND);
    long odd =
        weight0 * (eight0 >>> Byte.SIZE & EVERY_SECOND)
            + weight1 * (eight1 >>> Byte.SIZE & EVERY_SECOND)
            + weight2 * (eight2 >>> Byte.SIZE & EVERY_SECOND);
    for (int tap = USUAL_TAPS; tap < taps; tap++) {
      long eight = (long) EIGHT_PIXELS.get(greys, Math.min(pixel + tap * sourceColumns, last));
      even += weights[weight + tap] * (eight & EVERY_SECOND);
      odd += weights[weight + tap] * (eight >>> Byte.SIZE & EVERY_SECOND);
    }
    int sum = SUM_BYTES * (row * sourceColumns + column);
    FOUR_SUMS.set(sums, sum, interleave(even, odd));
    FOUR_SUMS.set(sums, sum + EIGHT, interleave(even >>> (2 * SUM_BITS), odd >>> (2 * SUM_BITS)));
  }

  /** The lower two sums of each, taking turns. */
  private static long interleave(long even, long odd) {
    return (even & LARGEST_SUM)
        | ((odd & LARGEST_SUM) << SUM_BITS)
        | ((even & (LARGEST_SUM << SUM_BITS)) << SUM_BITS)
        | ((odd & (LARGEST_SUM << SUM_BITS)) << (2 * SUM_BITS));
  }

  private int sum(int pixel) {
    return (char) ONE_SUM.get(sums, SUM_BYTES * pixel);
  }

  private void sumUp(byte[] greys, int row, int column) {
    int sum = 0;
    for (int source = first(row); source < end(row); source++) {
      int weight = vertical.weights()[row * vertical.taps() + source - first(row)];
      sum += weight * (greys[source * sourceColumns + column] & 0xff);
    }
    ONE_SUM.set(sums, SUM_BYTES * (row * sourceColumns + column), (char) sum);
  }

  private int mean(byte[] greys, int row, int column) {
    long taps = firstTaps[column];
    int pixel = row * sourceColumns + (int) (taps & LARGEST_SUM);
    long four = (long) FOUR_SUMS.get(sums, SUM_BYTES * pixel);
    int sum =
        (int) ((taps >>> SUM_BITS) & LARGEST_SUM) * (int) (four & LARGEST_SUM)
            + (int) ((taps >>> (2 * SUM_BITS)) & LARGEST_SUM)
                * (int) ((four >>> SUM_BITS) & LARGEST_SUM)
            + (int) (taps >>> (3 * SUM_BITS)) * (int) ((four >>> (2 * SUM_BITS)) & LARGEST_SUM);
    for (int tap = USUAL_TAPS; tap < horizontal.taps(); tap++) {
      sum += horizontal.weights()[column * horizontal.taps() + tap] * sum(pixel + tap);
    }
    int shifted = sum + total / 2;
    int mean = (int) ((shifted * reciprocal) >>> RECIPROCAL_BITS);
    int rest = shifted - mean * total;
    boolean halfWay = rest <= tolerance || rest >= total - tolerance;
    return halfWay ? inFloatingPoint(greys, row, column) : mean;
  }

  /** Rows one after the other, each summed up first, halves to the even grey. */
  private int inFloatingPoint(byte[] greys, int row, int column) {
    float[] rowShares = vertical.shares()[row];
    float[] columnShares = horizontal.shares()[column];
    float sum = 0;
    for (int i = 0; i < rowShares.length; i++) {
      int index =
          (vertical.shareStart()[row] + i) * sourceColumns + horizontal.shareStart()[column];
      float ofRow = 0;
      for (int j = 0; j < columnShares.length; j++) {
        ofRow += (greys[index + j] & 0xff) * columnShares[j];
      }
      sum += rowShares[i] * ofRow;
    }
    return (int) Math.rint(sum);
  }

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
   * @param shares the same weights over the total, as OpenCV rounds them: the last digits differ
   *     from those of a plain division
   */
  private record AreaAxis(
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

    private static void share(
        int source, int target, int index, int[] shareStart, float[][] shares) {
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
}
