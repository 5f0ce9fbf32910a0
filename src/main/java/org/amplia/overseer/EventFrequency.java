package org.amplia.overseer;

/**
 * How often an event happened when M2 played on from a state.
 *
 * @param happened in how many of the rollouts
 * @param rollouts 1 or more
 * @param frames emulator frames that they took
 */
public record EventFrequency(int happened, int rollouts, long frames) {
  /** Answers are taken for at least this, and for at most 1 less this: log 0 has no end. */
  public static final double LEAST = 0.001;

  /** The share of the rollouts, 0 … 1. */
  public double frequency() {
    return (double) happened / rollouts;
  }

  /**
   * The overseer's approval of an answer: its logarithmic score (Good 1952), the mean over the
   * rollouts of log p where the event happened and log(1 − p) where it did not. It is proper: the
   * frequency is approved of most.
   *
   * @param answer a probability; taken for {@link #LEAST} … 1 − {@link #LEAST}
   * @return nats, −6.91 … 0
   */
  public double approval(double answer) {
    double p = Math.max(LEAST, Math.min(1 - LEAST, answer));
    return frequency() * Math.log(p) + (1 - frequency()) * Math.log1p(-p);
  }
}
