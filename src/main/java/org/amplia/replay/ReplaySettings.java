package org.amplia.replay;

import org.amplia.base.UserError;

/**
 * What a replay memory holds and how it draws.
 *
 * @param capacityFrames observations kept, demonstrations included, 1 … 100,000,000
 * @param nSteps agent steps of the n-step return, 1 or more
 * @param discount γ of one agent step, 0 … 1
 * @param priorityExponent α of Schaul et al. (2016), 0 … 1: a transition is drawn in proportion to
 *     (|TD error| + ε)^α; 0 draws uniformly
 * @param ownPriorityBonus ε of the learner's own transitions, above 0
 * @param demonstrationPriorityBonus ε of demonstrated transitions, above 0
 */
public record ReplaySettings(
    int capacityFrames,
    int nSteps,
    double discount,
    double priorityExponent,
    double ownPriorityBonus,
    double demonstrationPriorityBonus) {
  /** Largest capacity. */
  public static final int MOST_FRAMES = 100_000_000;

  /** Uniform and 1-step, as DQN (Mnih et al. 2015), of 100,000 frames rather than a million. */
  public static final ReplaySettings DQN = new ReplaySettings(100_000, 1, 0.99, 0, 0.001, 0.001);

  /** Prioritised and 10-step, as DQfD (Hester et al. 2018), of 100,000 frames. */
  public static final ReplaySettings DQFD = new ReplaySettings(100_000, 10, 0.99, 0.4, 0.001, 1.0);

  public ReplaySettings {
    UserError.unless(
        capacityFrames >= 1 && capacityFrames <= MOST_FRAMES,
        "capacityFrames of the replay memory is %s: it must be 1 … %,d",
        capacityFrames,
        MOST_FRAMES);
    UserError.unless(
        nSteps >= 1, "nSteps of the replay memory is %s: it must be 1 or more", nSteps);
    UserError.unless(
        discount >= 0 && discount <= 1,
        "discount of the replay memory is %s: it must be 0 … 1",
        discount);
    UserError.unless(
        priorityExponent >= 0 && priorityExponent <= 1,
        "priorityExponent of the replay memory is %s: it must be 0 … 1",
        priorityExponent);
    UserError.unless(
        ownPriorityBonus > 0 && Double.isFinite(ownPriorityBonus),
        "ownPriorityBonus of the replay memory is %s: it must be above 0",
        ownPriorityBonus);
    UserError.unless(
        demonstrationPriorityBonus > 0 && Double.isFinite(demonstrationPriorityBonus),
        "demonstrationPriorityBonus of the replay memory is %s: it must be above 0",
        demonstrationPriorityBonus);
  }

  /** The same with room for another number of frames. */
  public ReplaySettings withCapacityFrames(int frames) {
    return new ReplaySettings(
        frames, nSteps, discount, priorityExponent, ownPriorityBonus, demonstrationPriorityBonus);
  }
}
