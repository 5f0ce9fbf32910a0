package org.amplia.observe;

import java.util.Arrays;

/**
 * Shrinks a grey picture so that each new pixel is the mean of the area it covers, weighting pixels
 * that it covers in part: OpenCV's {@code INTER_AREA}, pixel for pixel.
 *
 * <p>The weighted sums are whole numbers, so they are exact. OpenCV adds up in floating point,
 * which comes to the same rounded mean unless the exact mean lies half-way between two greys, where
 * its rounding errors decide; those few pixels are computed again in OpenCV's way and order.
 */
public final class AreaResize {
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

  /** Vertical sums; longer than a row, since the last targets read on behind it with weight 0. */
  private final int[] line;

  /**
   * Prepares a resize of {@code rows × columns} to {@code targetRows × targetColumns}.
   *
   * @throws IllegalArgumentException if a side would grow, or the sides are in no simple proportion
   */
  public AreaResize(int rows, int columns, int targetRows, int targetColumns) {
    if (targetRows > rows || targetColumns > columns) {
      throw new IllegalArgumentException(
          "can only shrink: %d×%d to %d×%d".formatted(rows, columns, targetRows, targetColumns));
    }
    this.sourceColumns = columns;
    this.targetColumns = targetColumns;
    this.targetRows = targetRows;
    vertical = AreaAxis.of(rows, targetRows, USUAL_TAPS);
    horizontal = AreaAxis.of(columns, targetColumns, USUAL_TAPS);
    long product = (long) vertical.total() * horizontal.total();
    if (product >= LARGEST_TOTAL) {
      throw new IllegalArgumentException(
          "%d×%d to %d×%d is in no simple proportion"
              .formatted(rows, columns, targetRows, targetColumns));
    }
    total = (int) product;
    // Rounded up, it divides every sum up to 256 totals exactly: the error stays below 1/total.
    reciprocal = (1L << RECIPROCAL_BITS) / total + 1;
    tolerance = (int) (total * FLOAT_ERROR);
    line = new int[columns + horizontal.taps()];
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
    int[] greys = new int[source.length];
    Arrays.setAll(greys, i -> source[i] & 0xff);
    for (int row = 0; row < targetRows; row++) {
      apply(greys, row, 0, sourceColumns, target, offset);
    }
  }

  /**
   * One target row, as far as the source columns {@code from … to − 1} show in it. Not thread-safe.
   *
   * @param greys the whole source, 0 … 255, row by row
   * @param target the whole target, which begins at {@code offset}
   */
  void apply(int[] greys, int row, int from, int to, byte[] target, int offset) {
    int first = horizontal.firstTarget()[from];
    int end = horizontal.lastTarget()[to - 1] + 1;
    int[] start = horizontal.start();
    int lineEnd = Math.min(sourceColumns, start[end - 1] + horizontal.taps());
    addRows(greys, row, start[first], lineEnd);
    int[] weights = horizontal.weights();
    int taps = horizontal.taps();
    int rowOffset = offset + row * targetColumns;
    for (int column = first; column < end; column++) {
      int weight = column * taps;
      int pixel = start[column];
      int sum =
          weights[weight] * line[pixel]
              + weights[weight + 1] * line[pixel + 1]
              + weights[weight + 2] * line[pixel + 2];
      for (int tap = USUAL_TAPS; tap < taps; tap++) {
        sum += weights[weight + tap] * line[pixel + tap];
      }
      int shifted = sum + total / 2;
      int mean = (int) (shifted * reciprocal >>> RECIPROCAL_BITS);
      int rest = shifted - mean * total;
      if (rest <= tolerance || rest >= total - tolerance) {
        mean = inFloatingPoint(greys, row, column);
      }
      target[rowOffset + column] = (byte) mean;
    }
  }

  private void addRows(int[] greys, int row, int from, int to) {
    int taps = vertical.taps();
    int[] weights = vertical.weights();
    int[] sums = line;
    int weight = row * taps;
    int weight0 = weights[weight];
    int weight1 = weights[weight + 1];
    int weight2 = weights[weight + 2];
    // Behind the last row the weights are 0, whatever is read there.
    int last = greys.length - sourceColumns;
    int row0 = vertical.start()[row] * sourceColumns;
    int row1 = Math.min(row0 + sourceColumns, last);
    int row2 = Math.min(row0 + 2 * sourceColumns, last);
    for (int column = from; column < to; column++) {
      sums[column] =
          weight0 * greys[row0 + column]
              + weight1 * greys[row1 + column]
              + weight2 * greys[row2 + column];
    }
    for (int tap = USUAL_TAPS; tap < taps; tap++) {
      int next = weights[weight + tap];
      int index = Math.min(row0 + tap * sourceColumns, last);
      for (int column = from; column < to; column++) {
        sums[column] += next * greys[index + column];
      }
    }
  }

  /** Rows one after the other, each summed up first, halves to the even grey. */
  private int inFloatingPoint(int[] greys, int row, int column) {
    float[] rowShares = vertical.shares()[row];
    float[] columnShares = horizontal.shares()[column];
    float sum = 0;
    for (int i = 0; i < rowShares.length; i++) {
      int index =
          (vertical.shareStart()[row] + i) * sourceColumns + horizontal.shareStart()[column];
      float ofRow = 0;
      for (int j = 0; j < columnShares.length; j++) {
        ofRow += greys[index + j] * columnShares[j];
      }
      sum += rowShares[i] * ofRow;
    }
    return (int) Math.rint(sum);
  }
}
