package org.amplia.observe;

/**
 * How fast one game was played, in emulator frames per second: agent steps × frame skip, whether a
 * step played a frame more (the no-op start) or fewer (the last one of a game).
 *
 * @param game its name
 * @param environments stepped together
 * @param threads used
 * @param emulator frames per second of one bare console on each thread: nothing can be faster
 * @param stepAll all environments at once, 84 × 84 × 4 pixels
 * @param sendReceive each half of them as it gets ready, 84 × 84 × 4 pixels
 */
public record EnvironmentSpeed(
    String game,
    int environments,
    int threads,
    double emulator,
    double stepAll,
    double sendReceive) {}
