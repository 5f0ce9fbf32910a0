package org.amplia.train.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.amplia.train.games.Return;
import org.amplia.train.games.Return.After;
import org.junit.jupiter.api.Test;

class EvaluatorExampleTest {
  private static final byte[] NOTHING = new byte[0];

  @Test
  void theErrorIsAMeanOverWhatIsKnownHoweverMuchThatIs() {
    float[] predicted = {0.5f, 0.5f, 0.5f};
    EvaluatorExample one = EvaluatorExample.of(new Return(NOTHING, 1, 0, 0, After.END), 0.3f, 3);
    EvaluatorExample all = new EvaluatorExample(NOTHING, new float[] {0.3f, 0.7f, 0.3f});
    assertThat(one.squaredError(predicted)).isCloseTo(0.04, within(1e-6));
    assertThat(all.squaredError(predicted)).isCloseTo(0.04, within(1e-6));
    assertThat(one.gradient(predicted)).containsExactly(new float[] {0, 0.2f, 0}, within(1e-6f));
  }

  @Test
  void beyondOneAnErrorCountsAsOne() {
    EvaluatorExample far = new EvaluatorExample(NOTHING, new float[] {5, 0});
    assertThat(far.squaredError(new float[] {0, 0})).isCloseTo(0.5, within(1e-6));
  }
}
