package org.amplia.question;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.amplia.base.RootLocale;
import org.amplia.base.UserError;

/**
 * A question with its answer and the sub-questions that were asked to get it.
 *
 * @param question in words
 * @param answeredBy {@code M1}, {@code M2}, {@code emulator}, {@code judge}, {@code fixed
 *     decomposition}
 * @param answer in words
 * @param value the answer as a number, or null if it is none
 * @param frames emulator frames spent on it, sub-questions included
 * @param subquestions in the order asked
 */
public record QuestionTree(
    String question,
    String answeredBy,
    String answer,
    @JsonInclude(JsonInclude.Include.ALWAYS) Double value,
    long frames,
    List<QuestionTree> subquestions) {
  /**
   * Checks that only the value may be missing.
   *
   * @throws UserError naming the part that is
   */
  public QuestionTree {
    requirePresent("question", question);
    requirePresent("answeredBy", answeredBy);
    requirePresent("answer", answer);
    requirePresent("subquestions", subquestions);
    subquestions.forEach(subquestion -> requirePresent("a subquestion", subquestion));
    subquestions = List.copyOf(subquestions);
  }

  private static void requirePresent(String name, Object part) {
    if (part == null) {
      throw new UserError(name + " is missing");
    }
  }

  /** An answer that needed no sub-question. */
  public static QuestionTree leaf(
      String question, String answeredBy, String answer, Double value, long frames) {
    return new QuestionTree(question, answeredBy, answer, value, frames, List.of());
  }

  /**
   * What the emulator showed.
   *
   * @param frames emulator frames that it took; 0 for what was known already
   */
  public static QuestionTree shown(String question, double value, long frames) {
    return leaf(question, "emulator", number(value), value, frames);
  }

  /** A number as answers have it: three decimals. */
  public static String number(double value) {
    return RootLocale.format("%.3f", value);
  }

  /** Emulator frames spent on several questions. */
  public static long frames(List<QuestionTree> questions) {
    return questions.stream().mapToLong(QuestionTree::frames).sum();
  }

  /** How many questions it has, this one included. */
  public int size() {
    return 1 + subquestions.stream().mapToInt(QuestionTree::size).sum();
  }

  /** The tree as indented text, one line a question. */
  public String toText() {
    StringBuilder text = new StringBuilder();
    append(text, "", "");
    return text.toString();
  }

  private void append(StringBuilder text, String first, String rest) {
    text.append(first).append(question).append("  →  ").append(answer);
    text.append("   [").append(answeredBy);
    if (frames > 0) {
      text.append(", ").append(frames).append(" frames");
    }
    text.append("]\n");
    for (int i = 0; i < subquestions.size(); i++) {
      boolean last = i == subquestions.size() - 1;
      subquestions
          .get(i)
          .append(text, rest + (last ? "└─ " : "├─ "), rest + (last ? "   " : "│  "));
    }
  }
}
