package org.amplia.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.amplia.base.UserError;
import org.amplia.baseline.Dqn.ExplorationSchedule;
import org.junit.jupiter.api.Test;

class ExplorationScheduleTest {
  @Test
  void fallsInALineAndStays() {
    ExplorationSchedule schedule = new ExplorationSchedule(1, 0.1, 250_000);
    assertThat(schedule.at(0)).isEqualTo(1);
    assertThat(schedule.at(125_000)).isCloseTo(0.55, within(1e-12));
    assertThat(schedule.at(249_999)).isGreaterThan(0.1);
    assertThat(schedule.at(250_000)).isEqualTo(0.1);
    assertThat(schedule.at(Long.MAX_VALUE)).isEqualTo(0.1);
  }

  @Test
  void withoutADecayItIsAtTheEndAtOnce() {
    assertThat(new ExplorationSchedule(1, 0.05, 0).at(0)).isEqualTo(0.05);
  }

  @Test
  void refusesWhatIsNoProbability() {
    assertThatThrownBy(() -> new ExplorationSchedule(1.5, 0.1, 10))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("0 … 1");
    assertThatThrownBy(() -> new ExplorationSchedule(1, Double.NaN, 10))
        .isInstanceOf(UserError.class);
    assertThatThrownBy(() -> new ExplorationSchedule(1, 0.1, -1)).isInstanceOf(UserError.class);
  }
}
