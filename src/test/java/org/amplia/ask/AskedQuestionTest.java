package org.amplia.ask;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.amplia.config.Configuration;
import org.amplia.config.ConfigurationReader;
import org.amplia.config.Defaults;
import org.amplia.config.Method;
import org.junit.jupiter.api.Test;

/** What a question may cost, which a server refuses above a limit. */
class AskedQuestionTest {
  private static final AskedQuestion GOOD_ACTION = new AskedQuestion.BestActionQuestion();

  private static Configuration crossing(String... settings) {
    ConfigurationReader reader =
        new ConfigurationReader(Defaults.of("crossing", Method.REGULARISED));
    for (String setting : settings) {
      reader.set(setting);
    }
    return reader.resolve();
  }

  /** Each of three actions, with two items, M1's look and Q4's, 64 steps of 4 frames at most. */
  @Test
  void aLevelMoreOfALearnedDecompositionIsEveryLookAgainForEachOfTheFirst() {
    Configuration learned = crossing("overseer.decomposition=learned");
    long one = 3 * 4 * 64 * 4;
    assertThat(GOOD_ACTION.mostFrames(learned, Optional.of(1), 3)).isEqualTo(one);
    assertThat(GOOD_ACTION.mostFrames(learned, Optional.empty(), 3)).isEqualTo(one);
    long two = one + 12 * one;
    assertThat(GOOD_ACTION.mostFrames(learned, Optional.of(2), 3)).isEqualTo(two);
    Configuration deep = crossing("overseer.decomposition=learned", "overseer.depth=2");
    assertThat(GOOD_ACTION.mostFrames(deep, Optional.empty(), 3)).isEqualTo(two);
  }

  @Test
  void aLevelMoreOfTheFixedOneIsEveryActionAgain() {
    Configuration fixed = crossing("overseer.horizonSteps=10");
    assertThat(GOOD_ACTION.mostFrames(fixed, Optional.of(1), 3)).isEqualTo(3 * 40);
    assertThat(GOOD_ACTION.mostFrames(fixed, Optional.of(3), 3)).isEqualTo((3 + 9 + 27) * 40);
  }
}
