package org.amplia.observe;

/**
 * Shrinks a grey picture so that each new pixel is the mean of the area it covers, weighting pixels
 * that it covers in part: the same definition as OpenCV's {@code INTER_AREA}. The two axes are
 * separable, so each has a list of (source, weight) for every target.
 */
public final class AreaResize {
  private final int sourceColumns;
  private final int targetRows;
  private final int targetColumns;
  private final int[] rowStart;
  private final float[][] rowWeights;
  private final int[] columnStart;
  private final float[][] columnWeights;
  private final float[] line;

  /** Prepares a resize of {@code rows × columns} to {@code targetRows × targetColumns}. */
  public AreaResize(int rows, int columns, int targetRows, int targetColumns) {
    if (targetRows > rows || targetColumns > columns) {
      throw new IllegalArgumentException(
          "can only shrink: %d×%d to %d×%d".formatted(rows, columns, targetRows, targetColumns));
    }
    this.sourceColumns = columns;
    this.targetRows = targetRows;
    this.targetColumns = targetColumns;
    rowStart = new int[targetRows];
    rowWeights = weights(rows, targetRows, rowStart);
    columnStart = new int[targetColumns];
    columnWeights = weights(columns, targetColumns, columnStart);
    line = new float[columns];
  }

  private static float[][] weights(int source, int target, int[] start) {
    double scale = (double) source / target;
    float[][] weights = new float[target][];
    for (int i = 0; i < target; i++) {
      double from = i * scale;
      double to = Math.min(source, (i + 1) * scale);
      int first = (int) Math.floor(from + 1e-9);
      int last = (int) Math.ceil(to - 1e-9);
      start[i] = first;
      weights[i] = new float[last - first];
      for (int j = first; j < last; j++) {
        weights[i][j - first] = (float) ((Math.min(to, j + 1) - Math.max(from, j)) / (to - from));
      }
    }
    return weights;
  }

  /**
   * Resizes {@code source} (unsigned bytes, row by row) into {@code target} from {@code offset} on.
   * Not thread-safe.
   */
  public void apply(byte[] source, byte[] target, int offset) {
    for (int row = 0; row < targetRows; row++) {
      float[] ofRow = rowWeights[row];
      for (int column = 0; column < sourceColumns; column++) {
        float sum = 0;
        int index = rowStart[row] * sourceColumns + column;
        for (float weight : ofRow) {
          sum += weight * (source[index] & 0xff);
          index += sourceColumns;
        }
        line[column] = sum;
      }
      for (int column = 0; column < targetColumns; column++) {
        float[] ofColumn = columnWeights[column];
        float sum = 0;
        for (int j = 0; j < ofColumn.length; j++) {
          sum += ofColumn[j] * line[columnStart[column] + j];
        }
        target[offset + row * targetColumns + column] = (byte) Math.round(sum);
      }
    }
  }
}
