package org.amplia.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.amplia.base.UserError;
import org.junit.jupiter.api.Test;

class RewardTransformTest {
  @Test
  void clipKeepsTheSign() {
    RewardTransform clip = RewardTransform.named("clip");
    assertThat(clip.of(400)).isEqualTo(1);
    assertThat(clip.of(0.25)).isEqualTo(1);
    assertThat(clip.of(0)).isEqualTo(0);
    assertThat(clip.of(-7)).isEqualTo(-1);
  }

  @Test
  void signedLogKeepsTheOrder() {
    RewardTransform log = RewardTransform.named("signed_log");
    assertThat(log.of(Math.E - 1)).isCloseTo(1, within(1e-12));
    assertThat(log.of(1 - Math.E)).isCloseTo(-1, within(1e-12));
    assertThat(log.of(0)).isEqualTo(0);
    assertThat(log.of(200)).isGreaterThan(log.of(100));
  }

  @Test
  void rawIsTheGamesOwn() {
    assertThat(RewardTransform.named("raw").of(-123.5)).isEqualTo(-123.5);
  }

  @Test
  void unknownNamesAreRefusedWithTheKnownOnes() {
    assertThatThrownBy(() -> RewardTransform.named("log"))
        .isInstanceOf(UserError.class)
        .hasMessage("reward transform \"log\" is unknown: clip, signed_log or raw");
  }
}
