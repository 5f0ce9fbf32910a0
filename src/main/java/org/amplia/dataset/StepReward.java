package org.amplia.dataset;

/**
 * Points that an agent step brought.
 *
 * @param step 0 or more
 * @param points the game's own points, not 0
 */
public record StepReward(int step, long points) {}
