package org.amplia.episode;

/**
 * What the console looked like after a frame.
 *
 * @param frame frames played by then, 1 or more
 * @param hash 16 lower-case hexadecimal digits, see {@link FrameHash}
 */
public record Checkpoint(int frame, String hash) {}
