package org.amplia.train.rounds;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.amplia.config.Configuration;
import org.amplia.train.agent.Agent;
import org.amplia.train.agent.EvaluatorExample;
import org.amplia.train.agent.TrainingData;
import org.amplia.train.games.GameResult;
import org.amplia.train.games.Return;
import org.amplia.train.games.WholeGame;

/**
 * Fits an agent's evaluator to whole games that its policy plays and, unless {@code
 * rounds.distilAnswers} is false, to what the overseer answered.
 */
final class Valuation {
  private final TrainingContext context;

  Valuation(TrainingContext context) {
    this.context = context;
  }

  /**
   * Plays and fits.
   *
   * @param data remembers the games
   * @param answers of the overseer in this round, if it was asked
   * @param values takes the error of the fit
   * @return the games
   */
  List<GameResult> fit(
      int round,
      Agent agent,
      TrainingData data,
      List<EvaluatorExample> answers,
      Map<String, Double> values) {
    Configuration.Rounds rounds = context.configuration().rounds();
    List<GameResult> games =
        context
            .play()
            .games(
                agent.policy(),
                rounds.valueGames(),
                rounds.exploration(),
                WholeGame.Keeps.EVERY_STEP,
                game -> context.streams().stream("value", round, game));
    List<Return> returns = games.stream().flatMap(game -> game.returns().stream()).toList();
    TrainingData.remember(data.games(), returns, TrainingData.GAME_ROUNDS);
    int actions = agent.policy().actionCount();
    List<EvaluatorExample> examples =
        Stream.concat(
                data.games().stream()
                    .flatMap(List::stream)
                    .map(step -> EvaluatorExample.of(step, actions)),
                rounds.distilAnswers() ? answers.stream() : Stream.empty())
            .toList();
    values.put(
        "evaluator_error",
        context
            .distillation()
            .fit(
                agent.evaluator(),
                examples,
                rounds.evaluatorRate(),
                context.streams().stream("distil.evaluator", round)));
    return games;
  }
}
