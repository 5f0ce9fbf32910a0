package org.amplia.replay;

/**
 * How likely each transition is to be drawn: p^α, p = |TD error| + ε (proportional prioritisation,
 * Schaul et al. 2016, equation 1). One that cannot be drawn has 0.
 */
final class Priorities {
  private static final double FIRST_MAXIMUM = 1;

  private final ReplaySettings settings;
  private final SumTree tree;

  /** Largest p so far. */
  private double maximum;

  private double maximumPowered;
  private int drawable;

  Priorities(ReplaySettings settings) {
    this.settings = settings;
    tree = new SumTree(settings.capacityFrames());
    restoreMaximum(FIRST_MAXIMUM);
  }

  SumTree tree() {
    return tree;
  }

  double maximum() {
    return maximum;
  }

  void restoreMaximum(double stored) {
    maximum = stored;
    maximumPowered = power(stored);
  }

  /** Number of transitions that can be drawn. */
  int drawable() {
    return drawable;
  }

  boolean isDrawable(int slot) {
    return tree.get(slot) > 0;
  }

  /** A new transition comes with the largest priority, so that it is soon drawn once. */
  void open(int slot) {
    restore(slot, maximumPowered);
  }

  /** Gives a slot the p^α that it had when it was saved, 0 for none. */
  void restore(int slot, double powered) {
    tree.set(slot, powered);
    if (powered > 0) {
      drawable++;
    }
  }

  /** A transition goes. */
  void close(int slot) {
    if (isDrawable(slot)) {
      tree.set(slot, 0);
      drawable--;
    }
  }

  /** What a drawn transition was found to be worth. */
  void update(int slot, float tdError, boolean demonstration) {
    double bonus =
        demonstration ? settings.demonstrationPriorityBonus() : settings.ownPriorityBonus();
    double priority = Math.abs((double) tdError) + bonus;
    if (priority > maximum) {
      restoreMaximum(priority);
    }
    tree.set(slot, power(priority));
  }

  private double power(double priority) {
    return power(priority, settings.priorityExponent());
  }

  /**
   * {@code base^exponent} for a base above 0: the same on every machine, unlike {@code Math.pow},
   * and without the arrays of {@code StrictMath.pow}.
   */
  static double power(double base, double exponent) {
    return StrictMath.exp(exponent * StrictMath.log(base));
  }

  /**
   * Non-negative numbers with their prefix sums: changing and finding take log₂ n steps (Schaul et
   * al. 2016, B.2.1). A node is always the sum of its two children, so rounding errors do not
   * gather.
   */
  static final class SumTree {
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
     * The first index whose number and those before it add up to more than {@code prefix}, 0 …
     * {@link #total}; never one whose number is 0.
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
}
