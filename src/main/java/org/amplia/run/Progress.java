package org.amplia.run;

/** Told how far a training run is; the command line draws a bar from it. */
@FunctionalInterface
public interface Progress {
  /** How long something takes, when nothing like it was done before. */
  double UNKNOWN = Double.NaN;

  /** Nobody watches. */
  Progress NONE = (what, done, cost, secondsLeft) -> {};

  /**
   * Something was finished.
   *
   * @param what under way now, in words
   * @param done share of the whole that is behind, 0 … 1
   * @param cost spent so far
   * @param secondsLeft until the end of all of it, measurements and the final evaluation too; or
   *     {@link #UNKNOWN}
   */
  void report(String what, double done, Cost cost, double secondsLeft);
}
