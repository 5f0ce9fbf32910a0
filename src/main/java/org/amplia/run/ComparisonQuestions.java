package org.amplia.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.amplia.base.UserError;

/**
 * The questions of a round to a person who judges: a file of the folder {@code comparisons}.
 *
 * @param schema version of this file's format
 * @param round of the run, 1 or more
 * @param questions in the order in which they are asked, those about which M1 and M2 disagree most
 *     first
 * @param closed what had been answered when the round went on; null while answers are awaited
 */
public record ComparisonQuestions(
    int schema,
    int round,
    List<ComparisonQuestion> questions,
    @JsonInclude(JsonInclude.Include.ALWAYS) Closed closed) {
  /** The version that this program reads and writes. */
  public static final int SCHEMA = 1;

  /** Checks the values. */
  public ComparisonQuestions {
    UserError.unless(
        schema == SCHEMA,
        "schema is %d and this version reads %d: use the version that wrote it",
        schema,
        SCHEMA);
    UserError.unless(questions != null, "questions are missing");
    questions = List.copyOf(questions);
  }

  /**
   * Which answers a round has learned from: those in the file of answers as it was then.
   *
   * @param answered how many of the round's questions had an answer
   * @param bytes that the file of answers had
   * @param sha256 of these bytes
   */
  public record Closed(int answered, long bytes, String sha256) {}
}
