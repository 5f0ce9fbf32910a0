package org.amplia.replay;

/**
 * Non-negative numbers with their prefix sums: changing one and finding one by a prefix sum take
 * log₂ n steps (Schaul et al. 2016, B.2.1). An inner node is always the sum of its two children and
 * never adjusted by a difference, so rounding errors do not gather and the tree is a function of
 * its leaves alone.
 */
final class SumTree {
  /** Node 1 is the root, the children of i are 2i and 2i + 1, leaves come last. */
  private final double[] nodes;

  private final int leaves;

  /** A tree of {@code size} zeros. */
  SumTree(int size) {
    leaves = leaves(size);
    nodes = new double[2 * leaves];
  }

  /** Bytes of a tree of {@code size} numbers. */
  static long bytes(int size) {
    return 2L * Double.BYTES * leaves(size);
  }

  private static int leaves(int size) {
    return size == 1 ? 1 : 2 * Integer.highestOneBit(size - 1);
  }

  double get(int index) {
    return nodes[leaves + index];
  }

  void set(int index, double value) {
    int node = leaves + index;
    nodes[node] = value;
    for (node /= 2; node >= 1; node /= 2) {
      nodes[node] = nodes[2 * node] + nodes[2 * node + 1];
    }
  }

  /** Sum of all numbers. */
  double total() {
    return nodes[1];
  }

  /** Sum of the first {@code count} numbers. */
  double first(int count) {
    if (count == leaves) {
      return total();
    }
    double sum = 0;
    for (int node = leaves + count; node > 1; node /= 2) {
      // What lies before a right child is its left neighbour.
      sum += (node & 1) == 1 ? nodes[node - 1] : 0;
    }
    return sum;
  }

  /**
   * The first index whose number and those before it add up to more than {@code prefix}. A number
   * that is 0 is never found, whatever rounding does.
   *
   * @param prefix 0 … {@link #total}, which must be above 0
   */
  int find(double prefix) {
    double rest = prefix;
    int node = 1;
    while (node < leaves) {
      double left = nodes[2 * node];
      double right = nodes[2 * node + 1];
      if (left > 0 && (rest < left || right == 0)) {
        node = 2 * node;
      } else {
        rest -= left;
        node = 2 * node + 1;
      }
    }
    return node - leaves;
  }
}
