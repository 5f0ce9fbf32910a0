package org.amplia.train;

import java.util.SortedMap;

/**
 * One line of {@code metrics.jsonl}.
 *
 * @param round 0 before the first round
 * @param actingFrames see {@link Cost}
 * @param frames see {@link Cost}
 * @param seconds see {@link Cost}
 * @param values named values; every name is explained in {@code docs/metrics.md}
 */
public record Measurement(
    int round, long actingFrames, long frames, double seconds, SortedMap<String, Double> values) {}
