package org.amplia.train;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;

/**
 * One line of {@code evaluations.jsonl}: whole games of the distilled policy alone (no look-ahead),
 * sticky actions 0.25, unclipped score, seeds of their own.
 *
 * @param kind {@code "progress"} after a round, {@code "final"} once at the end: the final one has
 *     more games and seeds that no progress evaluation uses
 * @param round 0 for the policy before the first round
 * @param actingFrames see {@link Cost}
 * @param frames see {@link Cost}
 * @param seconds see {@link Cost}
 * @param scores one unclipped score a game
 */
public record Evaluation(
    String kind, int round, long actingFrames, long frames, double seconds, List<Double> scores) {
  /** The kind written after a round. */
  public static final String PROGRESS = "progress";

  /** The kind written once, at the end. */
  public static final String FINAL = "final";

  /** The arithmetic mean of the games' scores. */
  @JsonIgnore
  public double meanScore() {
    return scores.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }
}
