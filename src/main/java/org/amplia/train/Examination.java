package org.amplia.train;

import java.util.ArrayList;
import java.util.List;
import org.amplia.base.RandomStreams;
import org.amplia.model.ChoiceModel;

/**
 * Measures a run's policy: whole games without look-ahead, on random streams that training never
 * uses.
 *
 * @param configuration the run's
 * @param play on the run's own games
 * @param streams the run's
 */
record Examination(Configuration configuration, Play play, RandomStreams streams) {
  /** After a round. */
  Evaluation progress(ChoiceModel policy, int round, Cost cost) {
    return of(Evaluation.PROGRESS, configuration.evaluation().progressGames(), policy, round, cost);
  }

  /** At the end. */
  Evaluation last(ChoiceModel policy, int round, Cost cost) {
    return of(Evaluation.FINAL, configuration.evaluation().finalGames(), policy, round, cost);
  }

  private Evaluation of(String kind, int games, ChoiceModel policy, int round, Cost cost) {
    List<Double> scores =
        play
            .games(
                policy,
                games,
                exploration(),
                false,
                game -> streams.stream("evaluation." + kind, game))
            .stream()
            .map(GameResult::score)
            .toList();
    return new Evaluation(
        kind, round, cost.actingFrames(), cost.frames(), cost.seconds(), new ArrayList<>(scores));
  }

  private double exploration() {
    return configuration.method().equals(Method.RANDOM.label())
        ? 1
        : configuration.evaluation().exploration();
  }
}
