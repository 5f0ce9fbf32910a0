package org.amplia.question;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.amplia.base.RootLocale;

/**
 * The first question in which two trees differ, from the top, each question before its
 * sub-questions.
 *
 * @param question in words, with the questions that it was asked for before it
 * @param what differs, in words
 */
public record TreeDifference(String question, String what) {
  /**
   * Compares every part of every question; numbers bit for bit as doubles.
   *
   * @return nothing if the trees are the same
   */
  public static Optional<TreeDifference> between(QuestionTree recorded, QuestionTree now) {
    return between(recorded, now, recorded.question());
  }

  private static Optional<TreeDifference> between(
      QuestionTree recorded, QuestionTree now, String path) {
    Optional<TreeDifference> here =
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
      Optional<TreeDifference> below =
          between(question, now.subquestions().get(i), path + " > " + question.question());
      if (below.isPresent()) {
        return below;
      }
    }
    return Optional.empty();
  }

  /** {@link Double#equals} compares bits: 0 and −0 are two numbers. */
  private static Optional<TreeDifference> part(String path, String name, Object was, Object is) {
    return Objects.equals(was, is)
        ? Optional.empty()
        : Optional.of(
            new TreeDifference(
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
