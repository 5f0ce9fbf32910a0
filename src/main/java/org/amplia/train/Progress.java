package org.amplia.train;

/** Told how far a training run is; the command line draws a bar from it. */
@FunctionalInterface
public interface Progress {
  /** Nobody watches. */
  Progress NONE = (what, done, cost) -> {};

  /**
   * Something was finished.
   *
   * @param what under way now, in words
   * @param done share of the budget that is used, 0 … 1
   * @param cost spent so far
   */
  void report(String what, double done, Cost cost);
}
