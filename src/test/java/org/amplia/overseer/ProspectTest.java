package org.amplia.overseer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.amplia.overseer.Prospect.Readout;
import org.amplia.question.Continuation;
import org.amplia.question.Feature;
import org.amplia.question.Finding;
import org.amplia.question.Information;
import org.junit.jupiter.api.Test;

class ProspectTest {
  private static final Prospect POLICY =
      new Prospect(
          Map.of(
              Continuation.POLICY,
              Map.of(2, readout(0.5, 0, false, 8), 4, readout(0.75, 2, true, 16))));
  private static final Prospect IDLE =
      new Prospect(Map.of(Continuation.NOOP, Map.of(2, readout(-1, 1, false, 7))));

  private static Readout readout(double rewards, int lives, boolean ended, long frames) {
    byte[] change = new byte[128];
    change[5] = -3;
    byte[] ram = new byte[128];
    ram[7] = (byte) 200;
    return new Readout(rewards, lives, ended, ram, change, 0.25, frames);
  }

  private static Information item(Feature feature, int steps) {
    return new Information(feature, steps);
  }

  @Test
  void everyFeatureIsReadWhereItWasAskedFor() {
    List<Information> items =
        List.of(
            item(new Feature.RewardSum(), 4),
            item(new Feature.LivesLost(), 4),
            item(new Feature.GameEnded(), 4),
            item(new Feature.GameEnded(), 2),
            item(new Feature.LeafValue(), 2),
            item(new Feature.Outcome(), 2),
            item(new Feature.RamChange(5), 2),
            item(new Feature.RamChange(6), 2),
            item(new Feature.RamValue(7), 2));
    assertThat(POLICY.findings(items).stream().map(Finding::answer))
        .containsExactly(0.75, 2.0, 1.0, 0.0, 0.25, 0.75, -3.0, 0.0, 200.0);
    assertThat(POLICY.after(2, Continuation.POLICY).value()).isEqualTo(0.75);
  }

  @Test
  void ofEachContinuationTheLongestFutureIsPaidFor() {
    Prospect both = POLICY.with(IDLE);
    Information idle = new Information(new Feature.RewardSum(), 2, Continuation.NOOP);
    assertThat(both.frames(List.of(item(new Feature.RewardSum(), 2)))).isEqualTo(8);
    assertThat(
            both.frames(
                List.of(item(new Feature.RewardSum(), 4), item(new Feature.LeafValue(), 2), idle)))
        .isEqualTo(16 + 7);
    assertThat(both.frames(List.of())).isZero();
  }

  @Test
  void whatWasLookedUpLaterHoldsAndTheRestStays() {
    Prospect later = new Prospect(Map.of(Continuation.POLICY, Map.of(8, readout(3, 0, false, 32))));
    Prospect all = POLICY.with(IDLE).with(later);
    assertThat(all.after(8, Continuation.POLICY).rewardSum()).isEqualTo(3);
    assertThat(all.after(2, Continuation.NOOP).livesLost()).isOne();
    assertThat(all.tells(item(new Feature.RewardSum(), 8))).isTrue();
    assertThat(all.tells(item(new Feature.RewardSum(), 4))).isTrue();
  }

  @Test
  void whatWasNotLookedUpIsNotTold() {
    assertThat(POLICY.tells(new Information(new Feature.RewardSum(), 2, Continuation.NOOP)))
        .isFalse();
    assertThatThrownBy(() -> POLICY.after(3, Continuation.POLICY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("policy was not looked up after 3 steps");
    assertThatThrownBy(() -> POLICY.after(2, Continuation.NOOP))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** A state was reached and M2 has not been asked yet: rewards are known, the value is not. */
  @Test
  void aValueIsToldWhenM2HasBeenAsked() {
    Readout reached =
        new Readout(
            1,
            0,
            false,
            new byte[128],
            new byte[128],
            Double.NaN,
            16,
            new Prospect.Deeper(null, 0.5, 0));
    Prospect before = new Prospect(Map.of(Continuation.POLICY, Map.of(4, reached)));
    Information rewards = item(new Feature.RewardSum(), 4);
    Information value = item(new Feature.LeafValue(), 4);
    assertThat(before.tells(rewards)).isTrue();
    assertThat(before.tells(value)).isFalse();
    assertThat(before.reaches(value)).isTrue();
    assertThat(before.reaches(rewards)).isFalse();
    assertThat(before.reaches(item(new Feature.LeafValue(), 8))).isFalse();

    Prospect after =
        before.with(new Prospect(Map.of(Continuation.POLICY, Map.of(4, reached.valued(0.25, 60)))));
    assertThat(after.tells(value)).isTrue();
    assertThat(after.reaches(value)).isFalse();
    assertThat(after.findings(List.of(item(new Feature.Outcome(), 4))).get(0).answer())
        .isEqualTo(1.25);
    // Once for all that read it.
    assertThat(after.frames(List.of(value, item(new Feature.Outcome(), 4)))).isEqualTo(16 + 60);
    assertThat(after.frames(List.of(rewards))).isEqualTo(16);
    // What is looked up again without a value takes none away.
    assertThat(after.with(before).tells(value)).isTrue();
  }
}
