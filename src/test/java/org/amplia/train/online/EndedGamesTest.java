package org.amplia.train.online;

import static org.assertj.core.api.Assertions.assertThat;

import org.amplia.observe.EnvironmentBatch.VectorStep;
import org.amplia.train.online.OnlineTraining.EndedGames;
import org.junit.jupiter.api.Test;

class EndedGamesTest {
  private final VectorStep steps = VectorStep.of(3);
  private final EndedGames ended = new EndedGames(steps);

  private void end(int environment, double score) {
    steps.episodes()[environment]++;
    steps.episodeScores()[environment] = score;
  }

  @Test
  void everyGameCountsOnce() {
    ended.notice();
    assertThat(ended.meanScore()).isEmpty();
    end(1, 7);
    ended.notice();
    ended.notice();
    end(0, -2);
    end(1, 4);
    ended.notice();
    assertThat(ended.meanScore()).hasValue(3);
    ended.notice();
    assertThat(ended.meanScore()).isEmpty();
  }

  @Test
  void whatEndedBeforeARestoreIsLeftOut() {
    end(2, 40);
    ended.skip();
    ended.notice();
    assertThat(ended.meanScore()).isEmpty();
  }
}
