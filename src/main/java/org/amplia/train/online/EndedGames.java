package org.amplia.train.online;

import java.util.DoubleSummaryStatistics;
import java.util.OptionalDouble;
import org.amplia.observe.EnvironmentBatch.VectorStep;

/** Notices the games that end while a learner plays them. */
final class EndedGames {
  private final VectorStep steps;
  private long[] noticed;
  private DoubleSummaryStatistics scores = new DoubleSummaryStatistics();

  /**
   * Notices from now on.
   *
   * @param steps of the environments, kept up to date by them
   */
  EndedGames(VectorStep steps) {
    this.steps = steps;
    skip();
  }

  /** What has ended until now is left out: the environments were restored. */
  void skip() {
    noticed = steps.episodes().clone();
  }

  /** Notes what ended since the last call; of several games in one environment the last. */
  void notice() {
    for (int e = 0; e < noticed.length; e++) {
      if (steps.episodes()[e] != noticed[e]) {
        scores.accept(steps.episodeScores()[e]);
      }
    }
    skip();
  }

  /** Mean unclipped score of the games noted since the last call; nothing if none ended. */
  OptionalDouble meanScore() {
    DoubleSummaryStatistics noted = scores;
    scores = new DoubleSummaryStatistics();
    return noted.getCount() == 0 ? OptionalDouble.empty() : OptionalDouble.of(noted.getAverage());
  }
}
