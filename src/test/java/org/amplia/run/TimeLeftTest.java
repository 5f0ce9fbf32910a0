package org.amplia.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.atomic.AtomicLong;
import org.amplia.config.ConfigurationReader;
import org.amplia.config.Defaults;
import org.amplia.config.Method;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class TimeLeftTest {
  private static final Offset<Double> EXACTLY = within(1e-6);

  private final AtomicLong nanos = new AtomicLong(7);

  private TimeLeft of(Method method, String... settings) {
    ConfigurationReader reader = new ConfigurationReader(Defaults.of("crossing", method));
    for (String setting : settings) {
      reader.set(setting);
    }
    reader.set("evaluation.progressGames=10");
    reader.set("evaluation.finalGames=50");
    return new TimeLeft(reader.resolve(), nanos::get);
  }

  private void seconds(double count) {
    nanos.addAndGet((long) (count * 1e9));
  }

  @Test
  void roundsMeasurementsAndTheFinalEvaluationCount() {
    TimeLeft left = of(Method.REINFORCE);
    assertThat(left.ofRounds(3)).isNaN();
    seconds(5);
    left.begins(TimeLeft.Stage.MEASURING, 0);
    seconds(2);
    left.begins(TimeLeft.Stage.TRAINING, 0);
    // Half a round took 5 s: 3 rounds of 10 s, 3 measurements of 2 s, five times as many games.
    assertThat(left.ofRounds(2)).isCloseTo(3 * 10 + 3 * 2 + 10, EXACTLY);
    seconds(20);
    left.begins(TimeLeft.Stage.MEASURING, 1);
    assertThat(left.ofRounds(2)).isCloseTo(2 + 2 * 20 + 2 * 2 + 10, EXACTLY);
    seconds(2);
    left.begins(TimeLeft.Stage.TRAINING, 1);
    seconds(8);
    double last = left.ofRounds(0);
    assertThat(last).isCloseTo(12 + 2 + 10, EXACTLY);
    assertThat(left.done(last)).isCloseTo(37.0 / (37 + 24), EXACTLY);
    seconds(30);
    // Longer than the round before: what follows it still counts.
    assertThat(left.ofRounds(0)).isCloseTo(2 + 10, EXACTLY);
    left.begins(TimeLeft.Stage.MEASURING, 2);
    seconds(2);
    left.begins(TimeLeft.Stage.TRAINING, 2);
    left.begins(TimeLeft.Stage.FINISHING, 2);
    seconds(4);
    assertThat(left.ofRounds(0)).isCloseTo(6, EXACTLY);
  }

  @Test
  void aBudgetThatIsUsedUpLeavesTheMeasurementAndTheFinalEvaluation() {
    TimeLeft left =
        of(Method.DQN, "budget.minutes=1", "budget.frames=0", "evaluation.everyFrames=1000");
    left.begins(TimeLeft.Stage.MEASURING, 0);
    seconds(3);
    left.begins(TimeLeft.Stage.TRAINING, 0);
    // 40 s at 50 frames a second are 2 rounds.
    assertThat(left.ofBudget(new Cost(1000, 1000, 20), 1)).isCloseTo(40 + 2 * 3 + 15, EXACTLY);
    left.begins(TimeLeft.Stage.MEASURING, 2);
    assertThat(left.ofBudget(new Cost(3000, 3000, 60), 2)).isCloseTo(3 + 15, EXACTLY);
  }

  @Test
  void framesAndRoundsLimitTheBudgetToo() {
    TimeLeft left =
        of(
            Method.PPO,
            "budget.minutes=0",
            "budget.frames=3000",
            "rounds.maximum=2",
            "evaluation.everyFrames=1000");
    left.begins(TimeLeft.Stage.MEASURING, 0);
    seconds(1);
    left.begins(TimeLeft.Stage.TRAINING, 0);
    assertThat(left.ofBudget(new Cost(1000, 1000, 10), 1)).isCloseTo(10 + 1 + 5, EXACTLY);
    assertThat(left.ofBudget(new Cost(0, 0, 0), 0)).isNaN();
    assertThat(left.done(Progress.UNKNOWN)).isZero();
  }
}
