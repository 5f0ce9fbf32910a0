package org.amplia.train.rounds;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.amplia.config.Configuration;
import org.amplia.train.agent.Agent;
import org.amplia.train.agent.EvaluatorExample;
import org.amplia.train.agent.TrainingData;
import org.amplia.train.games.GameResult;
import org.amplia.train.games.LambdaReturns;
import org.amplia.train.games.Return;
import org.amplia.train.games.Return.After;
import org.amplia.train.games.WholeGame;

/**
 * Fits an agent's evaluator to whole games that its policy plays and, unless {@code
 * rounds.distilAnswers} is false, to what the overseer answered.
 */
final class Valuation {
  /** Of a fit to λ-returns, each with the values that the one before has come to. */
  private static final int PASSES = 5;

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
        examples(
            data.games().stream()
                .flatMap(List::stream)
                .map(step -> EvaluatorExample.of(step, step.value(), actions)),
            answers);
    double error =
        context
            .distillation()
            .fit(
                agent.evaluator(),
                examples,
                rounds.evaluatorRate(),
                context.streams().stream("distil.evaluator", round));
    for (int pass = 0; rounds.valueLambda() < 1 && pass < PASSES; pass++) {
      error =
          context
              .distillation()
              .part(PASSES)
              .fit(
                  agent.evaluator(),
                  examples(bootstrapped(data.games(), agent), answers),
                  rounds.evaluatorRate(),
                  context.streams().stream("distil.evaluator.lambda", round, pass));
    }
    values.put("evaluator_error", error);
    return games;
  }

  private List<EvaluatorExample> examples(
      Stream<EvaluatorExample> played, List<EvaluatorExample> answers) {
    boolean distils = context.configuration().rounds().distilAnswers();
    return Stream.concat(played, distils ? answers.stream() : Stream.empty()).toList();
  }

  /** The remembered games' steps with λ-returns, by what the evaluator says now. */
  private Stream<EvaluatorExample> bootstrapped(List<List<Return>> games, Agent agent) {
    List<Return> steps = games.stream().flatMap(List::stream).toList();
    byte[][] seen = steps.stream().map(Return::observation).toArray(byte[][]::new);
    float[][] values = agent.evaluator().values(seen);
    int[] modes = agent.policy().actions(seen);
    float[] ofModes = new float[seen.length];
    for (int t = 0; t < seen.length; t++) {
      ofModes[t] = values[t][modes[t]];
    }
    Configuration configuration = context.configuration();
    float[] returns =
        new LambdaReturns(configuration.overseer().discount(), configuration.rounds().valueLambda())
            .of(steps, ofModes);
    int actions = agent.policy().actionCount();
    return IntStream.range(0, seen.length)
        .filter(t -> steps.get(t).after() != After.CUT)
        .mapToObj(t -> EvaluatorExample.of(steps.get(t), returns[t], actions));
  }
}
