package org.amplia.train;

/**
 * What one step of a whole game came to.
 *
 * @param observation what was seen
 * @param action what was done
 * @param value discounted return of the clipped rewards from here to the game's (or life's) end
 */
record Return(byte[] observation, int action, float value) {}
