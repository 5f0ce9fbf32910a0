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
   * {@code base} to the power of {@code exponent}, for a base above 0: the same on every machine,
   * which {@code Math.pow} does not promise, and without the arrays that {@code StrictMath.pow}
   * makes.
   */
  static double power(double base, double exponent) {
    return StrictMath.exp(exponent * StrictMath.log(base));
  }
}
