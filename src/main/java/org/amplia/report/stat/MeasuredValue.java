package org.amplia.report.stat;

/**
 * One value of one run, with what had been spent when it was measured.
 *
 * @param frames all emulator frames, see {@link org.amplia.run.Cost}
 * @param actingFrames see {@link org.amplia.run.Cost}
 * @param seconds of training, see {@link org.amplia.run.Cost}
 * @param name explained in {@code docs/metrics.md}
 * @param value in the metric's unit; not a number if it diverged
 */
public record MeasuredValue(
    long frames, long actingFrames, double seconds, String name, double value) {}
