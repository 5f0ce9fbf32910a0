package org.amplia.baseline;

/** What a temporal-difference error δ costs. */
public enum ErrorPenalty {
  /**
   * ½ δ² up to |δ| = 1, |δ| − ½ beyond (Huber 1964): the derivative is the error clipped to ±1, as
   * Mnih et al. (2015) clip it.
   */
  HUBER {
    @Override
    double value(double error) {
      double size = Math.abs(error);
      return size <= 1 ? 0.5 * size * size : size - 0.5;
    }

    @Override
    double derivative(double error) {
      return Math.max(-1, Math.min(1, error));
    }
  },

  /** δ², without a half, as the papers write it; its derivative is 2 δ. */
  SQUARED {
    @Override
    double value(double error) {
      return error * error;
    }

    @Override
    double derivative(double error) {
      return 2 * error;
    }
  };

  abstract double value(double error);

  abstract double derivative(double error);
}
