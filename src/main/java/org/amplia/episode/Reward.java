package org.amplia.episode;

/**
 * Points that a frame brought.
 *
 * @param frame frames played by then, 1 or more
 * @param points the game's own points, not 0
 */
public record Reward(int frame, int points) {}
