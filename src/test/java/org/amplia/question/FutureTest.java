package org.amplia.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.amplia.base.UserError;
import org.amplia.question.Question.ActionValue;
import org.amplia.question.Question.BestAction;
import org.amplia.question.Question.EventProbability;
import org.amplia.question.Question.ExplainedValue;
import org.amplia.question.Question.PlanValue;
import org.amplia.question.Question.UsefulInformation;
import org.amplia.question.Question.Usefulness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FutureTest {
  private static final List<String> NAMES = List.of("NOOP", "UP");
  private static final List<String> HELD =
      List.of("NOOP for 4 agent steps", "UP for 4 agent steps");
  private static final List<Feature> FEATURES =
      Stream.concat(
              QuerySpace.ALWAYS.stream(),
              Stream.of(new Feature.RamChange(7), new Feature.RamValue(127)))
          .toList();

  @Test
  void everyItemsWordsSayWhichFutureItIsReadOff() {
    for (Feature feature : FEATURES) {
      for (Continuation continuation : Continuation.values()) {
        for (int horizon : List.of(1, 2, 10, 64)) {
          Information item = new Information(feature, horizon, continuation);
          assertThat(Future.of(item.inWords(), List.of("UP")))
              .contains(new Future(List.of("UP"), horizon, continuation));
        }
      }
    }
  }

  @Test
  void soDoClaimsAndWhatTheyAreMeasuredBy() {
    Explanation text =
        Explanation.of(
            List.of(
                new Explanation.Claim(
                    new Information(new Feature.LivesLost(), 16, Continuation.NOOP),
                    new Reading.Whether(false))));
    assertThat(Future.of("Is it true that \"" + text.text() + "\"?", List.of("UP")))
        .contains(new Future(List.of("UP"), 16, Continuation.NOOP));
    String measure = "What do rewards within 8 agent steps and the value after them come to? ";
    assertThat(Future.of(measure + "(for Q6 only)", List.of("UP")))
        .contains(new Future(List.of("UP"), 8, Continuation.POLICY));
    assertThat(Future.of(measure + "(for Q6 only)", List.of())).isEmpty();
  }

  @Test
  void futuresOfAnEventAreNumbered() {
    for (int steps : List.of(1, 12)) {
      String question =
          "Does it happen in future 3, within %d agent step%s if the policy goes on?"
              .formatted(steps, steps == 1 ? "" : "s");
      assertThat(Future.of(question, List.of("UP")))
          .contains(new Future(List.of("UP"), steps, Continuation.POLICY, 3));
    }
  }

  @Test
  void labelsAreReadBack() {
    for (Continuation continuation : Continuation.values()) {
      Future future = new Future(List.of("UP", "NOOP"), 16, continuation);
      assertThat(Future.read(future.label())).isEqualTo(future);
    }
    assertThat(new Future(List.of("UP"), 16, Continuation.POLICY).label())
        .isEqualTo("UP/16/policy");
    Future third = new Future(List.of("UP"), 16, Continuation.POLICY, 3);
    assertThat(third.label()).isEqualTo("UP/16/policy/3");
    assertThat(Future.read(third.label())).isEqualTo(third);
  }

  @Test
  void questionsSayWhatIsTried() {
    assertThat(Future.actionsIn(new ActionValue(null, 1).inWords(NAMES))).contains(List.of("UP"));
    assertThat(Future.actionsIn(new ActionValue(null, 1).inWords(NAMES) + " (without looking)"))
        .contains(List.of("UP"));
    assertThat(Future.actionsIn(new ActionValue(null, 1).inWords(HELD)))
        .contains(Collections.nCopies(4, "UP"));
    assertThat(Future.actionsIn(new PlanValue(null, List.of(1, 0, 1)).inWords(NAMES)))
        .contains(List.of("UP", "NOOP", "UP"));
    assertThat(Future.actionsIn(new UsefulInformation(null, 0).inWords(NAMES)))
        .contains(List.of("NOOP"));
    assertThat(Future.actionsIn(new ExplainedValue(null, 1, List.of()).inWords(NAMES)))
        .contains(List.of("UP"));
    for (Event event : Event.values()) {
      assertThat(Future.actionsIn(new EventProbability(null, 1, event, 9).inWords(NAMES)))
          .contains(List.of("UP"));
    }
  }

  @Test
  void otherQuestionsSayNothing() {
    Information item = new Information(new Feature.RewardSum(), 4);
    assertThat(Future.actionsIn(new BestAction(null).inWords(NAMES))).isEmpty();
    assertThat(Future.of(new BestAction(null).inWords(NAMES), List.of("UP"))).isEmpty();
    assertThat(Future.of(item.inWords(), List.of())).isEmpty();
    assertThat(Future.of(item.inWords(), Collections.nCopies(5, "UP"))).isEmpty();
    assertThat(Future.of(new Usefulness(null, 1, List.of(), item).inWords(NAMES), List.of("UP")))
        .isEmpty();
    assertThat(Future.of("x within 9999 agent steps if nothing is done?", List.of("UP"))).isEmpty();
    assertThat(Future.actionsIn("How good is it to take UP for 9999 agent steps?").map(List::size))
        .contains(Future.LONGEST);
    assertThat(Future.actionsIn("How good is it to take UP for 99999999999 agent steps?"))
        .isEmpty();
    assertThat(Future.actionsIn("How good is it to take UP" + ", UP".repeat(100_000) + "?"))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "UP",
        "UP/16",
        "UP/16/nobody",
        "UP/16/policy/",
        "UP/16/policy/-1",
        "UP/16/policy/100000",
        "UP/0/policy",
        "UP/1001/policy",
        "UP,/16/policy",
        "up/16/policy",
        "UP/+6/policy",
        "UP,UP/1/policy",
        "../../16/policy"
      })
  void otherLabelsAreRefusedInALine(String label) {
    assertThatThrownBy(() -> Future.read(label))
        .isInstanceOf(UserError.class)
        .hasMessageNotContaining("\n");
  }
}
