package org.amplia.baseline;

import org.amplia.base.RootLocale;

/** Refuses batches whose columns do not belong together. */
final class BatchShape {
  private BatchShape() {}

  /**
   * Checks one column of a batch.
   *
   * @throws IllegalArgumentException if the batch is empty or the column has another length
   */
  static void require(int batch, int length, String column) {
    if (batch == 0) {
      throw new IllegalArgumentException("an empty batch has no mean loss");
    }
    if (length != batch) {
      throw new IllegalArgumentException(
          RootLocale.format("%s has length %d in a batch of %d", column, length, batch));
    }
  }
}
