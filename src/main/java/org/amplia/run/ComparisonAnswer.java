package org.amplia.run;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.DateTimeException;
import java.time.Instant;
import org.amplia.base.UserError;

/**
 * What a person answered: a line of the file of answers. Of several answers to a question the last
 * counts.
 *
 * @param schema version of this line's format
 * @param question its id
 * @param choice which side is better
 * @param time ISO 8601, UTC
 * @param session the same for answers given one after the other
 * @param source {@code human}: nobody else answers here
 */
public record ComparisonAnswer(
    int schema, String question, Choice choice, String time, String session, String source) {
  /** The version that this program reads and writes. */
  public static final int SCHEMA = 1;

  /** Who answers. */
  public static final String HUMAN = "human";

  /** What can be answered. */
  public enum Choice {
    /** The left side is better. */
    @JsonProperty("left")
    LEFT,
    /** The right side is better. */
    @JsonProperty("right")
    RIGHT,
    /** Both are as good. */
    @JsonProperty("equal")
    EQUAL,
    /** It cannot be told: nothing is learned. */
    @JsonProperty("cannot-tell")
    CANNOT_TELL
  }

  /** Checks the values. */
  public ComparisonAnswer {
    UserError.unless(
        schema == SCHEMA,
        "schema is %d and this version reads %d: use the version that wrote it",
        schema,
        SCHEMA);
    UserError.unless(
        question != null && question.matches("[0-9a-f]{16}"),
        "question is '%s': it must be the 16 hexadecimal digits of one",
        question);
    UserError.unless(choice != null, "choice must be left, right, equal or cannot-tell");
    UserError.unless(isTime(time), "time is '%s': it must be as 2026-01-01T12:00:00Z", time);
    UserError.unless(session != null, "session is missing");
    UserError.unless(
        HUMAN.equals(source), "source is '%s': only people's answers are taken here", source);
  }

  private static boolean isTime(String text) {
    try {
      Instant.parse(String.valueOf(text));
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
