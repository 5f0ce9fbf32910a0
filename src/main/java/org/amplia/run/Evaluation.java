package org.amplia.run;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import org.amplia.base.UserError;

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
 * @param scores one unclipped score a game, from −{@link #MOST_POINTS} to {@link #MOST_POINTS}; one
 *     game at least
 */
public record Evaluation(
    String kind, int round, long actingFrames, long frames, double seconds, List<Double> scores) {
  /** The kind written after a round. */
  public static final String PROGRESS = "progress";

  /** The kind written once, at the end. */
  public static final String FINAL = "final";

  /** Far beyond any game; sums of many such scores are still exact to a point. */
  public static final double MOST_POINTS = 1e12;

  /**
   * Checks the values.
   *
   * @throws UserError if there is no such kind, the round is negative, the cost impossible, there
   *     is no score, or one that no game can have
   */
  public Evaluation {
    if (!PROGRESS.equals(kind) && !FINAL.equals(kind)) {
      throw new UserError("kind is '" + kind + "': it must be " + PROGRESS + " or " + FINAL);
    }
    requireRound(round);
    new Cost(actingFrames, frames, seconds);
    if (scores == null || scores.isEmpty()) {
      throw new UserError("scores is empty: an evaluation has one game or more");
    }
    for (Double score : scores) {
      if (score == null || !(Math.abs(score) <= MOST_POINTS)) {
        throw UserError.of(
            "scores has %s: a score must be between −%s and %s", score, MOST_POINTS, MOST_POINTS);
      }
    }
    scores = List.copyOf(scores);
  }

  static void requireRound(int round) {
    if (round < 0) {
      throw new UserError("round is " + round + ": it must be 0 or more");
    }
  }

  /** What had been spent. */
  @JsonIgnore
  public Cost cost() {
    return new Cost(actingFrames, frames, seconds);
  }

  /** The same, as if the run had ended with it. */
  public Evaluation asFinal() {
    return new Evaluation(FINAL, round, actingFrames, frames, seconds, scores);
  }

  /** The arithmetic mean of the games' scores. */
  @JsonIgnore
  public double meanScore() {
    return scores.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }
}
