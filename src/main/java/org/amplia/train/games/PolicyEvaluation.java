package org.amplia.train.games;

import java.util.ArrayList;
import java.util.List;
import org.amplia.base.RandomStreams;
import org.amplia.config.Configuration;
import org.amplia.config.Configuration.Acting;
import org.amplia.config.Method;
import org.amplia.model.ChoiceModel;
import org.amplia.run.Cost;
import org.amplia.run.Evaluation;

/**
 * Measures a run's policy: whole games without look-ahead, on random streams that training never
 * uses.
 */
public final class PolicyEvaluation {
  private final Configuration configuration;
  private final Play play;
  private final RandomStreams streams;

  /**
   * Measures the policies of one run.
   *
   * @param configuration the run's
   * @param play on the run's own games
   * @param streams the run's
   */
  public PolicyEvaluation(Configuration configuration, Play play, RandomStreams streams) {
    this.configuration = configuration;
    this.play = play;
    this.streams = streams;
  }

  /**
   * What games showed.
   *
   * @param evaluation their scores
   * @param seen a sample of the observations that the policy came to, game after game
   */
  public record Seen(Evaluation evaluation, List<byte[]> seen) {}

  /** After a round. */
  public Evaluation progress(ChoiceModel policy, int round, Cost cost) {
    return progress(policy, round, cost, WholeGame.Keeps.NOTHING).evaluation();
  }

  /** After a round, with where the policy went in these games. */
  public Seen watchedProgress(ChoiceModel policy, int round, Cost cost) {
    return progress(policy, round, cost, WholeGame.Keeps.SOME_STATES);
  }

  private Seen progress(ChoiceModel policy, int round, Cost cost, WholeGame.Keeps keeps) {
    List<GameResult> games =
        games(Evaluation.PROGRESS, configuration.evaluation().progressGames(), policy, keeps);
    return new Seen(
        evaluation(Evaluation.PROGRESS, games, round, cost),
        games.stream().flatMap(game -> game.seen().stream()).toList());
  }

  /**
   * The mean score after a round where the policy acts the other way than the run has it: in as
   * many games, with the same chances.
   */
  public double otherScore(ChoiceModel policy) {
    return GameResult.meanScore(
        games(
            Evaluation.PROGRESS,
            configuration.evaluation().progressGames(),
            policy,
            configuration.evaluation().acting().other(),
            WholeGame.Keeps.NOTHING));
  }

  /** At the end. */
  public Evaluation last(ChoiceModel policy, int round, Cost cost) {
    List<GameResult> games =
        games(
            Evaluation.FINAL,
            configuration.evaluation().finalGames(),
            policy,
            WholeGame.Keeps.NOTHING);
    return evaluation(Evaluation.FINAL, games, round, cost);
  }

  private List<GameResult> games(
      String kind, int games, ChoiceModel policy, WholeGame.Keeps keeps) {
    return games(kind, games, policy, configuration.evaluation().acting(), keeps);
  }

  private List<GameResult> games(
      String kind, int games, ChoiceModel policy, Acting acting, WholeGame.Keeps keeps) {
    return play.games(
        policy,
        games,
        acting,
        exploration(),
        keeps,
        game -> streams.stream("evaluation." + kind, game));
  }

  private static Evaluation evaluation(String kind, List<GameResult> games, int round, Cost cost) {
    List<Double> scores = games.stream().map(GameResult::score).toList();
    return new Evaluation(
        kind, round, cost.actingFrames(), cost.frames(), cost.seconds(), new ArrayList<>(scores));
  }

  private double exploration() {
    return configuration.method() == Method.RANDOM ? 1 : configuration.evaluation().exploration();
  }
}
