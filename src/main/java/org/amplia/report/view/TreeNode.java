package org.amplia.report.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.amplia.question.Future;
import org.amplia.question.QuestionTree;

/**
 * A question of a tree, with what can be looked at.
 *
 * @param question see {@link QuestionTree}, as the next five are
 * @param answeredBy who answered
 * @param answer in words
 * @param value the answer as a number; null if it is none
 * @param frames emulator frames spent on it, sub-questions included
 * @param future the futures that the answer was read off, one after the other, as {@link
 *     Future#label} writes them; null where it was read off none
 * @param subquestions in the order asked
 */
public record TreeNode(
    String question,
    String answeredBy,
    String answer,
    @JsonInclude(JsonInclude.Include.ALWAYS) Double value,
    long frames,
    List<String> future,
    List<TreeNode> subquestions) {

  /**
   * Of a tree.
   *
   * @param actions that the first question is about, if its words do not say so
   */
  public static TreeNode of(QuestionTree tree, List<String> actions) {
    return of(tree, List.of(), actions);
  }

  private static TreeNode of(QuestionTree tree, List<String> before, List<String> actions) {
    List<String> tried = Future.actionsIn(tree.question()).orElse(actions);
    Optional<List<String>> future =
        Future.of(tree.question(), tried)
            .map(
                found -> {
                  List<String> all = new ArrayList<>(before);
                  all.add(found.label());
                  return all;
                });
    // What is asked below an item is asked where its future ends.
    List<String> reached = future.orElse(before);
    List<String> left = future.isPresent() ? List.of() : tried;
    return new TreeNode(
        tree.question(),
        tree.answeredBy(),
        tree.answer(),
        tree.value(),
        tree.frames(),
        future.orElse(null),
        tree.subquestions().stream().map(below -> of(below, reached, left)).toList());
  }
}
