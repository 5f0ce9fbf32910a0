package org.amplia.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.amplia.base.UserError;
import org.amplia.baseline.ReplayAlgorithm.ImportanceSchedule;
import org.junit.jupiter.api.Test;

class ImportanceScheduleTest {
  @Test
  void risesInALineToOneAndStays() {
    ImportanceSchedule schedule = new ImportanceSchedule(0.6, 1000);
    assertThat(schedule.at(0)).isEqualTo(0.6);
    assertThat(schedule.at(500)).isCloseTo(0.8, within(1e-12));
    assertThat(schedule.at(1000)).isEqualTo(1);
    assertThat(schedule.at(Long.MAX_VALUE)).isEqualTo(1);
  }

  @Test
  void refusesWhatIsNoExponentOrNoLength() {
    assertThatThrownBy(() -> new ImportanceSchedule(1.1, 10)).isInstanceOf(UserError.class);
    assertThatThrownBy(() -> new ImportanceSchedule(Double.NaN, 10)).isInstanceOf(UserError.class);
    assertThatThrownBy(() -> new ImportanceSchedule(0.5, 0)).isInstanceOf(UserError.class);
  }
}
