package org.amplia.net;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How RAM becomes a network's input. A byte of RAM is often a position, and what matters is often
 * where two things are together: the player is <i>here</i> and a car is <i>there</i>. A small
 * network does not find such products from a few thousand labels (it learns them by heart instead;
 * see {@code docs/learning.md} for the measurements), so they are inputs:
 *
 * <ul>
 *   <li>each cell used, spread over 16 overlapping triangles;
 *   <li>the product of the pivot's 16 triangles with those of each partner. The pivot is the
 *       position whose changes depend most on the last action: what the player controls
 *       (contingency awareness, Bellemare et al. 2012);
 *   <li>each cell's change since the step before, modulo 256, in units of 32 and clipped to ±½;
 *   <li>the last action.
 * </ul>
 *
 * Before the overseer has been asked, every cell that changes is used and is a partner, with 8
 * broad triangles. Afterwards only those that help to tell its approvals are ({@link
 * PairScreening}), with 32 narrow ones. Nothing is known of the game.
 */
public final class RamEncoder {
  /** Triangles of a cell by itself, and of the pivot in a product, where none are given. */
  private static final int TILES = 16;

  /** Triangles of a partner as long as every cell is one. */
  private static final int BROAD_TILES = 8;

  /** Triangles of a partner that was chosen. */
  static final int FINE_TILES = 32;

  /** A cell is used if at least this share of the observations differs from its commonest value. */
  private static final double LEAST_CHANGE = 0.01;

  /** The pivot takes at least so many values. */
  private static final int LEAST_POSITIONS = 16;

  private RamEncoder() {}

  /**
   * Chooses cells and pivot from observations (RAM now, RAM a step before, last action one-hot);
   * every cell is a partner.
   */
  public static InputEncoder.Ram fit(List<byte[]> seen, int actions) {
    int pivot = pivot(IntStream.range(0, RamColumns.RAM_BYTES), seen, actions);
    return everyCell(seen, pivot, actions);
  }

  /**
   * Takes given cells, with 32 narrow triangles each as a partner; the pivot is one of them. All
   * columns are inputs, those that have not fired yet too.
   *
   * @param given cells, one or more different ones
   * @param tiles triangles of a cell by itself, and of the pivot in a product, 1 to 256
   */
  public static InputEncoder.Ram ofCells(
      List<Integer> given, int tiles, List<byte[]> seen, int actions) {
    int[] cells = given.stream().mapToInt(Integer::intValue).sorted().toArray();
    int pivot = Arrays.binarySearch(cells, pivot(IntStream.of(cells), seen, actions));
    int[] partners = IntStream.range(0, cells.length).filter(i -> i != pivot).toArray();
    return withEveryColumn(new RamColumns(cells, pivot, partners, tiles, FINE_TILES), actions);
  }

  /**
   * As {@link #fit}, for a learner that will go elsewhere and has no overseer: features that never
   * fired are inputs too, and partners are only the other positions.
   */
  public static InputEncoder.RamAndBytes fitForExplorer(List<byte[]> seen, int actions) {
    InputEncoder.Ram all = fit(seen, actions);
    int[] positions =
        IntStream.of(all.partners()).filter(i -> isPosition(seen, all.cells()[i])).toArray();
    return new InputEncoder.RamAndBytes(
        withEveryColumn(
            new RamColumns(all.cells(), all.pivot(), positions, TILES, BROAD_TILES), actions));
  }

  private static int pivot(IntStream among, List<byte[]> seen, int actions) {
    int pivot = 0;
    double highest = -1;
    for (int cell : among.toArray()) {
      double share = isPosition(seen, cell) ? shareExplainedByAction(seen, cell, actions) : 0;
      if (share > highest) {
        highest = share;
        pivot = cell;
      }
    }
    return pivot;
  }

  private static InputEncoder.Ram everyCell(List<byte[]> seen, int pivotCell, int actions) {
    int[] cells =
        IntStream.range(0, RamColumns.RAM_BYTES)
            .filter(cell -> cell == pivotCell || changes(seen, cell))
            .toArray();
    int pivot = Arrays.binarySearch(cells, pivotCell);
    int[] partners = IntStream.range(0, cells.length).filter(i -> i != pivot).toArray();
    return withFiredColumns(
        new RamColumns(cells, pivot, partners, TILES, BROAD_TILES), seen, actions);
  }

  /**
   * Chooses the cells anew by the overseer's approvals of every answer less their mean, see {@link
   * PairScreening}. The pivot stays.
   */
  public static InputEncoder.Ram screened(
      InputEncoder.Ram before, List<byte[]> seen, List<float[]> approvals) {
    InputEncoder.Ram all = everyCell(seen, before.cells()[before.pivot()], before.actions());
    if (PairScreening.isHopeless(approvals)) {
      return all;
    }
    PairScreening screening = new PairScreening(all.cells(), all.pivot(), seen, approvals);
    List<Integer> partners = screening.partners();
    if (partners.isEmpty()) {
      return all;
    }
    int[] used =
        IntStream.concat(
                IntStream.of(all.pivot()),
                Stream.concat(partners.stream(), screening.singles().stream())
                    .mapToInt(Integer::intValue))
            .sorted()
            .distinct()
            .toArray();
    return withFiredColumns(
        new RamColumns(
            Arrays.stream(used).map(i -> all.cells()[i]).toArray(),
            Arrays.binarySearch(used, all.pivot()),
            partners.stream().mapToInt(i -> Arrays.binarySearch(used, i)).toArray(),
            TILES,
            FINE_TILES),
        seen,
        all.actions());
  }

  private static InputEncoder.Ram withFiredColumns(
      RamColumns columns, List<byte[]> seen, int actions) {
    boolean[] fired = new boolean[columns.count()];
    for (byte[] observation : seen) {
      columns.each(observation, (column, value) -> fired[column] = true);
    }
    return with(columns, column -> fired[column], actions);
  }

  private static InputEncoder.Ram withEveryColumn(RamColumns columns, int actions) {
    return with(columns, column -> true, actions);
  }

  private static InputEncoder.Ram with(RamColumns columns, IntPredicate kept, int actions) {
    return new InputEncoder.Ram(
        columns.cells(),
        columns.pivot(),
        columns.partners(),
        columns.tiles(),
        columns.partnerTiles(),
        IntStream.range(0, columns.count()).filter(kept).toArray(),
        actions);
  }

  private static boolean changes(List<byte[]> seen, int cell) {
    int[] counts = new int[256];
    for (byte[] observation : seen) {
      counts[observation[cell] & 0xff]++;
    }
    int commonest = Arrays.stream(counts).max().orElse(0);
    return seen.size() - commonest > LEAST_CHANGE * seen.size();
  }

  /** A fraction of a position or a flag may follow the action too, but takes few values. */
  private static boolean isPosition(List<byte[]> seen, int cell) {
    return seen.stream().map(observation -> observation[cell]).distinct().count()
        >= LEAST_POSITIONS;
  }

  /** η²: the share of the variance of a cell's change that the last action explains, 0 … 1. */
  private static double shareExplainedByAction(List<byte[]> seen, int cell, int actions) {
    double[] sums = new double[actions];
    int[] counts = new int[actions];
    double squares = 0;
    double total = 0;
    for (byte[] observation : seen) {
      int change = (byte) (observation[cell] - observation[RamColumns.RAM_BYTES + cell]);
      for (int a = 0; a < actions; a++) {
        if (observation[2 * RamColumns.RAM_BYTES + a] != 0) {
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

  /**
   * Which RAM cells help to tell the approvals: by how much of their variance a ridge regression on
   * the products with the pivot tells on states it was not fitted to (three-fold cross-validation),
   * beyond what the two cells tell alone. Most cells are noise, which a network would learn by
   * heart. Games differ in noise, so each regression has the best of three ridges.
   */
  private static final class PairScreening {
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
              .mapToDouble(i -> shareTold(TILES, (row, set) -> single(i, row, set)))
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
                TILES * TILES,
                (row, set) ->
                    single(
                        pivot,
                        row,
                        (own, ownWeight) ->
                            single(
                                cell,
                                row,
                                (other, weight) ->
                                    set.set(own * TILES + other, ownWeight * weight))));
        if (together - Math.max(0, alone[pivot]) - Math.max(0, alone[cell]) > LEAST_GAIN) {
          partners.add(cell);
        }
      }
      return partners;
    }

    private void single(int cell, int row, RamColumns.Column column) {
      RamColumns.eachTile(seen.get(row)[cells[cell]] & 0xff, TILES, column);
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
      try (NDManager scope = NDManager.newBaseManager(Device.cpu(), PyTorch.ENGINE)) {
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
}
