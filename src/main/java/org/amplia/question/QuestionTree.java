package org.amplia.question;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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

  /** The tree as indented text, one line per question. */
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

  /**
   * The first question in which two trees differ, from the top, each question before its
   * sub-questions.
   *
   * @param question in words, with the questions that it was asked for before it
   * @param what differs, in words
   */
  public record Difference(String question, String what) {
    /**
     * Compares every part of every question; numbers bit for bit as doubles.
     *
     * @return nothing if the trees are the same
     */
    public static Optional<Difference> between(QuestionTree recorded, QuestionTree now) {
      return between(recorded, now, recorded.question());
    }

    private static Optional<Difference> between(
        QuestionTree recorded, QuestionTree now, String path) {
      Optional<Difference> here =
          part(path, "question", recorded.question(), now.question())
              .or(() -> part(path, "answered by", recorded.answeredBy(), now.answeredBy()))
              .or(() -> part(path, "value", recorded.value(), now.value()))
              .or(() -> part(path, "answer", recorded.answer(), now.answer()))
              .or(() -> part(path, "frames", recorded.frames(), now.frames()))
              .or(() -> part(path, "sub-questions", size(recorded), size(now)));
      if (here.isPresent()) {
        return here;
      }
      List<QuestionTree> asked = recorded.subquestions();
      for (int i = 0; i < asked.size(); i++) {
        QuestionTree question = asked.get(i);
        Optional<Difference> below =
            between(question, now.subquestions().get(i), path + " > " + question.question());
        if (below.isPresent()) {
          return below;
        }
      }
      return Optional.empty();
    }

    /** {@link Double#equals} compares bits: 0 and −0 are two numbers. */
    private static Optional<Difference> part(String path, String name, Object was, Object is) {
      return Objects.equals(was, is)
          ? Optional.empty()
          : Optional.of(
              new Difference(
                  path,
                  RootLocale.format("%s: recorded '%s', now '%s'", name, shown(was), shown(is))));
    }

    private static String shown(Object part) {
      return part == null ? "none" : part.toString();
    }

    private static int size(QuestionTree tree) {
      return tree.subquestions().size();
    }
  }
}
