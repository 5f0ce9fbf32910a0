package org.amplia.model;

/**
 * The digamma function ψ, the derivative of log Γ: the recurrence ψ(x) = ψ(x + 1) − 1/x up to 10,
 * from there the asymptotic series (Abramowitz &amp; Stegun 1964, 6.3.5 and 6.3.18; Bernardo 1976,
 * Algorithm AS 103). Commons Math 3.6.1 has a wrong sign in that series and is off by 3e-9.
 */
final class Digamma {
  private static final double SERIES_FROM = 10;

  /** B(2k) / 2k for k = 1 … 7; the next term is below 1e-15 at 10. */
  private static final double[] SERIES = {
    1.0 / 12, -1.0 / 120, 1.0 / 252, -1.0 / 240, 1.0 / 132, -691.0 / 32760, 1.0 / 12
  };

  private Digamma() {}

  /**
   * ψ(x), to about 1e-13 of the larger of 1 and itself.
   *
   * @param x above 0
   */
  static double at(double x) {
    double shift = 0;
    while (x < SERIES_FROM) {
      shift += 1 / x;
      x++;
    }
    double inverseSquare = 1 / (x * x);
    double series = 0;
    for (int k = SERIES.length - 1; k >= 0; k--) {
      series = inverseSquare * (SERIES[k] + series);
    }
    return Math.log(x) - 0.5 / x - series - shift;
  }
}
