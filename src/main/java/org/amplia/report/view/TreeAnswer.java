package org.amplia.report.view;

import java.util.List;
import org.amplia.overseer.Opinions;
import org.amplia.question.QuestionTree;

/**
 * A question about a step, with its answer.
 *
 * @param step agent step of the episode
 * @param isRecorded whether it was asked when the episode was recorded, and not just now
 * @param seconds that it took to ask; null where it was recorded
 * @param tree with everything that was asked
 * @param opinions what is thought of each action; null where one action alone was asked about
 */
public record TreeAnswer(
    int step, boolean isRecorded, Double seconds, TreeNode tree, Opinions opinions) {
  public static TreeAnswer recorded(int step, QuestionTree tree) {
    return new TreeAnswer(
        step, true, null, TreeNode.of(tree, List.of()), Opinions.of(tree).orElse(null));
  }

  public static TreeAnswer live(int step, QuestionTree tree, List<String> actions, double seconds) {
    return new TreeAnswer(
        step, false, seconds, TreeNode.of(tree, actions), Opinions.of(tree).orElse(null));
  }
}
