package org.amplia.overseer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.amplia.question.QuestionTree;
import org.junit.jupiter.api.Test;

class OpinionsTest {
  private static final String Q1 = "What is a good action from this state?";

  private static QuestionTree asked(String action, Double approval, double unaided) {
    String question = "How good is it to take " + action + "?";
    return new QuestionTree(
        question,
        "M2",
        approval == null ? "no different" : QuestionTree.number(approval),
        approval,
        4,
        List.of(
            QuestionTree.leaf(
                question + Transcript.WITHOUT_LOOKING, "M1", "a number", unaided, 0)));
  }

  private static Opinions read(
      String question, String answer, Double value, QuestionTree... asked) {
    return Opinions.of(new QuestionTree(question, "M1", answer, value, 8, List.of(asked)))
        .orElseThrow();
  }

  @Test
  void theyAreReadOffATree() {
    Opinions opinions =
        read(Q1, "UP (p = 0.60); …", 1.0, asked("NOOP", 0.5, 0.1), asked("UP", 0.25, 0.5));
    assertThat(opinions.answers()).containsExactly("NOOP", "UP");
    assertThat(opinions.mode()).isEqualTo(1);
    assertThat(opinions.approved()).isZero();
    assertThat(opinions.disagree()).isTrue();
    assertThat(opinions.surprise(0)).hasValue(0.4);
    assertThat(opinions.surprise(1)).hasValue(-0.25);
  }

  @Test
  void equalApprovalIsNoDisagreement() {
    Opinions opinions =
        read(Q1, "UP (p = 0.60); …", 1.0, asked("NOOP", 0.5, 0), asked("UP", 0.5, 0));
    assertThat(opinions.approved()).isZero();
    assertThat(opinions.disagree()).isFalse();
  }

  @Test
  void whereNothingDiffersNobodyDisagrees() {
    Opinions opinions =
        read(Q1, "UP (p = 0.60); …", 1.0, asked("NOOP", null, 0.3), asked("UP", null, 0.2));
    assertThat(opinions.decides()).isFalse();
    assertThat(opinions.disagree()).isFalse();
    assertThat(opinions.surprise(0)).isEmpty();
  }

  /** Of plans the value is the plan's number. */
  @Test
  void thePlanThatM1TakesIsFoundByItsWords() {
    Opinions opinions =
        read(
            "What is a good plan of 2 actions from this state?",
            "UP, UP (p = 0.60); …",
            4.0,
            asked("NOOP, UP", 0.5, 0),
            asked("UP, UP", 0.7, 0));
    assertThat(opinions.mode()).isEqualTo(1);
    assertThat(opinions.disagree()).isFalse();
  }

  @Test
  void otherTreesHaveNone() {
    assertThat(Opinions.of(asked("UP", 0.5, 0))).isEmpty();
    assertThat(Opinions.of(new QuestionTree(Q1, "M1", "UP", 9e9, 0, List.of()))).isEmpty();
    assertThat(read(Q1, "UP", 9e9, asked("NOOP", 0.5, 0), asked("UP", 0.7, 0)).mode())
        .as("a damaged number")
        .isEqualTo(1);
  }
}
