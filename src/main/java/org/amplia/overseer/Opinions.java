package org.amplia.overseer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.amplia.question.QuestionTree;

/**
 * What a tree about a good action says of each answer: of an action, or of the plan that M1 finds
 * most probable after it.
 *
 * @param mode the place of M1's own answer, its most probable
 * @param answers what is judged, in words
 * @param approvals M2's, after looking; null where it makes no difference what is answered
 * @param unaided M1's values without looking; null where a tree has none
 */
public record Opinions(
    int mode, List<String> answers, List<Double> approvals, List<Double> unaided) {
  private static final String BEFORE = "How good is it to take ";

  /**
   * Reads a tree as {@link Transcript} writes it.
   *
   * @return nothing if it is about another question
   */
  public static Optional<Opinions> of(QuestionTree tree) {
    List<QuestionTree> asked = tree.subquestions();
    boolean isOne =
        tree.question().startsWith(Transcript.GOOD)
            && !asked.isEmpty()
            && asked.stream().allMatch(one -> one.question().startsWith(BEFORE));
    if (!isOne) {
      return Optional.empty();
    }
    List<Double> approvals = new ArrayList<>();
    List<Double> unaided = new ArrayList<>();
    List<String> answers = new ArrayList<>();
    for (QuestionTree one : asked) {
      answers.add(one.question().substring(BEFORE.length(), one.question().length() - 1));
      approvals.add(one.value());
      unaided.add(
          one.subquestions().stream()
              .filter(below -> below.question().endsWith(Transcript.WITHOUT_LOOKING))
              .map(QuestionTree::value)
              .findFirst()
              .orElse(null));
    }
    return Optional.of(
        new Opinions(
            mode(tree, answers),
            List.copyOf(answers),
            Collections.unmodifiableList(approvals),
            Collections.unmodifiableList(unaided)));
  }

  /** The value is the action's number; of plans it is the plan's, so the words tell. */
  private static int mode(QuestionTree tree, List<String> answers) {
    double value = tree.value() == null ? 0 : tree.value();
    if (tree.question().startsWith(Transcript.GOOD_ACTION)) {
      return (int) Math.max(0, Math.min(answers.size() - 1, value));
    }
    for (int i = 0; i < answers.size(); i++) {
      if (tree.answer().startsWith(answers.get(i) + " (p = ")) {
        return i;
      }
    }
    return 0;
  }

  /** Whether it makes a difference what is answered. */
  public boolean decides() {
    return approvals.stream().allMatch(Objects::nonNull);
  }

  /** The place of the answer that M2 approves most of, of equals the first; 0 if all are alike. */
  public int approved() {
    int best = 0;
    for (int i = 1; decides() && i < approvals.size(); i++) {
      best = approvals.get(i) > approvals.get(best) ? i : best;
    }
    return best;
  }

  /** Whether M2, having looked, approves more of another answer than of M1's. */
  public boolean disagree() {
    return decides() && approvals.get(approved()) > approvals.get(mode);
  }

  /** By how much M2's approval of an answer is above what M1 said of it without looking. */
  public OptionalDouble surprise(int answer) {
    Double approval = approvals.get(answer);
    Double before = unaided.get(answer);
    return approval == null || before == null
        ? OptionalDouble.empty()
        : OptionalDouble.of(approval - before);
  }
}
