package org.amplia.train;

import java.util.List;

/**
 * A whole game.
 *
 * @param score unclipped
 * @param frames emulator frames
 * @param returns one a step, in order; empty if steps were not kept
 */
record GameResult(double score, long frames, List<Return> returns) {}
