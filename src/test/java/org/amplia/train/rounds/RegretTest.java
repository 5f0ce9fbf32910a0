package org.amplia.train.rounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RegretTest {
  private static final List<float[]> VALUES = List.of(new float[] {1, 0}, new float[] {0, 1});
  private static final float[] FIRST = {9, 0};
  private static final float[] SECOND = {0, 9};

  @Test
  void aGainIsTheShareOfTheRegretThatIsMadeGood() {
    Map<String, Double> measured =
        new Regret(VALUES, 1).measure(new float[][] {SECOND, FIRST}, new float[][] {FIRST, FIRST});
    assertThat(measured.get("gain_taught")).isCloseTo(1, within(1e-9));
    assertThat(measured.get("gain_held_out")).isZero();
    assertThat(measured.get("regret_before")).isCloseTo(1, within(1e-9));
  }

  @Test
  void whereNothingWasRegrettedThereIsNoGain() {
    Map<String, Double> measured =
        new Regret(VALUES, 1)
            .measure(new float[][] {SECOND, SECOND}, new float[][] {SECOND, FIRST});
    assertThat(measured).containsKey("gain_taught").doesNotContainKey("gain_held_out");
  }
}
