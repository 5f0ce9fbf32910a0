package org.amplia.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import org.amplia.baseline.ReplayLearner.Settings.Endings;
import org.amplia.replay.StepEnding;
import org.junit.jupiter.api.Test;

class EndingsTest {
  @Test
  void theGamesEndCountsUnlessItIsTakenForATimeLimit() {
    assertThat(new Endings(false, true).of(true, false, 0)).isEqualTo(StepEnding.GAME_OVER);
    assertThat(new Endings(false, false).of(true, false, 0)).isEqualTo(StepEnding.TIME_LIMIT);
    assertThat(new Endings(true, true).of(true, true, 1)).isEqualTo(StepEnding.GAME_OVER);
  }

  @Test
  void aLostLifeCountsOnlyIfItIsAskedFor() {
    assertThat(new Endings(true, true).of(false, false, 1)).isEqualTo(StepEnding.LIFE_LOST);
    assertThat(new Endings(false, true).of(false, false, 1)).isEqualTo(StepEnding.NONE);
    assertThat(new Endings(true, true).of(false, true, 1)).isEqualTo(StepEnding.TIME_LIMIT);
    assertThat(new Endings(true, true).of(false, false, 0)).isEqualTo(StepEnding.NONE);
  }
}
