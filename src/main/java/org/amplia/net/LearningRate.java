package org.amplia.net;

/** A learning rate as a function of the step. */
public sealed interface LearningRate {
  /**
   * The rate of a step.
   *
   * @param step 1 for the first
   */
  double at(long step);

  /** What it was set to: the highest, but for a rise at the beginning. */
  double nominal();

  /** The same rate at every step. */
  record Constant(double rate) implements LearningRate {
    @Override
    public double at(long step) {
      return rate;
    }

    @Override
    public double nominal() {
      return rate;
    }
  }

  /**
   * Rises linearly over the first steps and falls as half a cosine to 0.
   *
   * @param highest what it would be without rise and fall
   * @param warmUpSteps steps of the rise
   * @param totalSteps steps of the fall, which begins with the rise; the rate stays at 0 afterwards
   */
  record WarmUpCosine(double highest, long warmUpSteps, long totalSteps) implements LearningRate {
    @Override
    public double at(long step) {
      double rise = Math.min(1, step / (double) warmUpSteps);
      double fall = Math.cos(Math.PI * Math.min(1, step / (double) totalSteps));
      return highest * rise * 0.5 * (1 + fall);
    }

    @Override
    public double nominal() {
      return highest;
    }
  }

  /** Falls along a line, from the first step's rate to {@code last}, and stays there. */
  record LinearDecay(double first, double last, long totalSteps) implements LearningRate {
    @Override
    public double at(long step) {
      return first + (last - first) * Math.min(1, (step - 1) / (double) totalSteps);
    }

    @Override
    public double nominal() {
      return first;
    }
  }
}
