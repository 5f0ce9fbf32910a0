package org.amplia.net;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Which RAM cells help to tell the overseer's approvals: by how much of the approvals' variance a
 * ridge regression on the products with the pivot tells, on states that it was not fitted to
 * (three-fold cross-validation), beyond what the two cells tell by themselves. Of 30 cells most are
 * noise to the question, and a network on all of them learns that noise by heart. How much noise is
 * in the approvals differs from game to game, so each regression has the best of three ridges: with
 * the weakest alone no cell of Pong tells anything of 7,000 approvals, with the next the ball's do.
 */
final class PairScreening {
  private static final float[] RIDGES = {3, 30, 300};
  private static final int FOLDS = 3;

  private static final int LEAST_APPROVALS = 100;

  /** Share of the variance that a cell must add to be used. */
  private static final double LEAST_GAIN = 0.004;

  private final int[] cells;
  private final int pivot;
  private final List<byte[]> seen;
  private final List<float[]> approvals;
  private final double[] alone;

  PairScreening(int[] cells, int pivot, List<byte[]> seen, List<float[]> approvals) {
    this.cells = cells;
    this.pivot = pivot;
    this.seen = seen;
    this.approvals = approvals;
    alone =
        IntStream.range(0, cells.length)
            .mapToDouble(i -> shareTold(RamColumns.TILES, (row, set) -> single(i, row, set)))
            .toArray();
  }

  /** Whether there are too few approvals to tell anything. */
  static boolean isHopeless(List<float[]> approvals) {
    return approvals.size() < LEAST_APPROVALS;
  }

  /** Indices of the cells that tell something by themselves. */
  List<Integer> singles() {
    return IntStream.range(0, alone.length).filter(i -> alone[i] > LEAST_GAIN).boxed().toList();
  }

  /** Indices of the cells whose product with the pivot tells more than the two alone. */
  List<Integer> partners() {
    List<Integer> partners = new ArrayList<>();
    for (int i = 0; i < alone.length; i++) {
      int cell = i;
      if (cell == pivot) {
        continue;
      }
      double together =
          shareTold(
              RamColumns.TILES * RamColumns.TILES,
              (row, set) ->
                  single(
                      pivot,
                      row,
                      (own, ownWeight) ->
                          single(
                              cell,
                              row,
                              (other, weight) ->
                                  set.set(own * RamColumns.TILES + other, ownWeight * weight))));
      if (together - Math.max(0, alone[pivot]) - Math.max(0, alone[cell]) > LEAST_GAIN) {
        partners.add(cell);
      }
    }
    return partners;
  }

  private void single(int cell, int row, RamColumns.Column column) {
    RamColumns.eachTile(seen.get(row)[cells[cell]] & 0xff, RamColumns.TILES, column);
  }

  private interface Features {
    void of(int row, RamColumns.Column column);
  }

  /**
   * Cross-validated R² of the approvals given the features, with the ridge that suits them best.
   */
  private double shareTold(int width, Features features) {
    int rows = seen.size();
    int answers = approvals.get(0).length;
    // Columns that never fire would only make the matrices larger.
    int[] columns = new int[width];
    for (int i = 0; i < rows; i++) {
      features.of(i, (column, value) -> columns[column] = 1);
    }
    int fired = 0;
    for (int i = 0; i < width; i++) {
      columns[i] = columns[i] == 0 ? -1 : fired++;
    }
    int used = fired;
    float[] inputs = new float[Math.multiplyExact(rows, used)];
    float[] targets = new float[Math.multiplyExact(rows, answers)];
    for (int i = 0; i < rows; i++) {
      int from = i * used;
      features.of(i, (column, value) -> inputs[from + columns[column]] = value);
      System.arraycopy(approvals.get(i), 0, targets, i * answers, answers);
    }
    try (NDManager scope = NDManager.newBaseManager(Device.cpu(), EngineDevice.ENGINE)) {
      NDArray x = scope.create(inputs, new Shape(rows, used));
      NDArray y = scope.create(targets, new Shape(rows, answers));
      y = y.sub(y.mean(new int[] {0}));
      NDArray gram = x.transpose().matMul(x);
      NDArray moments = x.transpose().matMul(y);
      double squares = y.square().sum().getFloat();
      double[] errors = new double[RIDGES.length];
      for (int fold = 0; fold < FOLDS; fold++) {
        String held = fold * rows / FOLDS + ":" + (fold + 1) * rows / FOLDS;
        NDArray heldX = x.get(held);
        NDArray heldY = y.get(held);
        NDArray restGram = gram.sub(heldX.transpose().matMul(heldX));
        NDArray restMoments = moments.sub(heldX.transpose().matMul(heldY));
        for (int i = 0; i < RIDGES.length; i++) {
          NDArray weights =
              restGram.add(scope.eye(used).mul(RIDGES[i])).inverse().matMul(restMoments);
          errors[i] += heldY.sub(heldX.matMul(weights)).square().sum().getFloat();
        }
      }
      return 1 - DoubleStream.of(errors).min().orElseThrow() / squares;
    }
  }
}
