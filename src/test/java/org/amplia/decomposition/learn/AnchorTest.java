package org.amplia.decomposition.learn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.amplia.observe.GameState;
import org.amplia.question.Continuation;
import org.amplia.question.Feature;
import org.amplia.question.Finding;
import org.amplia.question.Information;
import org.amplia.question.Question.ActionValue;
import org.junit.jupiter.api.Test;

class AnchorTest {
  private static final Case CASE =
      new Case(new ActionValue(new GameState(null, new byte[1]), 0), 0.7, 0.9);

  private static Finding value(int steps, double answer) {
    return new Finding(new Information(new Feature.LeafValue(), steps), answer);
  }

  private static Finding rewards(int steps, double answer) {
    return new Finding(new Information(new Feature.RewardSum(), steps), answer);
  }

  private static double of(Finding... known) {
    return Anchor.FINDINGS.of(CASE, List.of(known));
  }

  @Test
  void itAddsUpWhatTheFixedDecompositionWould() {
    assertThat(of(rewards(8, 1), value(8, 0.25))).isEqualTo(1.25);
    assertThat(of(value(8, 0.25), rewards(8, 1))).isEqualTo(1.25);
    // Of several the longest.
    assertThat(of(rewards(8, 1), value(8, 0.25), rewards(16, 2), value(16, 0.5))).isEqualTo(2.5);
  }

  @Test
  void rewardsAndAValueOfDifferentHorizonsAreNoSum() {
    assertThat(of(value(8, 0.25), rewards(16, 2))).isEqualTo(0.7);
    assertThat(of(value(16, 0.25), rewards(8, 2))).isEqualTo(0.7);
    assertThat(of(value(16, 0.25), rewards(8, 2), value(8, 0.5))).isEqualTo(2.5);
  }

  @Test
  void anOutcomeIsBothInOne() {
    Finding outcome = new Finding(new Information(new Feature.Outcome(), 8), 0.9);
    assertThat(of(outcome)).isEqualTo(0.9);
    assertThat(of(outcome, rewards(16, 2))).isEqualTo(0.9);
    assertThat(of(outcome, rewards(16, 2), value(16, 0.5))).isEqualTo(2.5);
    assertThat(of(rewards(4, 1), value(4, 0.25), outcome)).isEqualTo(0.9);
    Information idle = new Information(new Feature.Outcome(), 8, Continuation.NOOP);
    assertThat(of(new Finding(idle, 5))).isEqualTo(0.7);
  }

  @Test
  void withoutBothItIsTheOwnAnswer() {
    assertThat(of()).isEqualTo(0.7);
    assertThat(of(rewards(16, 2))).isEqualTo(0.7);
    assertThat(of(value(16, 0.25))).isEqualTo(0.7);
    Information other = new Information(new Feature.LeafValue(), 8, Continuation.NOOP);
    assertThat(of(new Finding(other, 5))).isEqualTo(0.7);
    assertThat(Anchor.NONE.of(CASE, List.of(value(8, 0.25)))).isZero();
  }
}
