package org.amplia.run;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.amplia.base.UserError;

/**
 * One line of {@code metrics.jsonl}.
 *
 * @param round 0 before the first round
 * @param actingFrames see {@link Cost}
 * @param frames see {@link Cost}
 * @param seconds see {@link Cost}
 * @param values named values; every name is explained in {@code docs/metrics.md}. A value need not
 *     be finite: a loss can diverge
 */
public record Measurement(
    int round, long actingFrames, long frames, double seconds, SortedMap<String, Double> values) {
  private static final int LONGEST_NAME = 100;

  /**
   * Checks the values.
   *
   * @throws UserError if the round is negative, the cost impossible, or something has no name or no
   *     value
   */
  public Measurement {
    Evaluation.requireRound(round);
    new Cost(actingFrames, frames, seconds);
    if (values == null) {
      throw new UserError("values is null: it must be an object of numbers");
    }
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    values.forEach(
        (name, value) -> {
          if (!isName(name)) {
            throw new UserError(
                "values has the name '"
                    + name
                    + "': it must have 1 to "
                    + LONGEST_NAME
                    + " characters that can be printed");
          }
          if (value == null) {
            throw new UserError("values." + name + " is null: it must be a number");
          }
        });
  }

  private static boolean isName(String text) {
    return !text.isBlank()
        && text.length() <= LONGEST_NAME
        && text.chars().noneMatch(Character::isISOControl);
  }

  /** What had been spent. */
  @JsonIgnore
  public Cost cost() {
    return new Cost(actingFrames, frames, seconds);
  }
}
