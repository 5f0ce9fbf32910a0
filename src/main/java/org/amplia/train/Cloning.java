package org.amplia.train;

import java.util.List;
import java.util.Map;
import org.amplia.base.RandomStreams;
import org.amplia.update.Leash;
import org.amplia.update.Lesson;
import org.amplia.update.ReinforceUpdate;

/** What comes before the first round: clone the demonstrator, fit the value of the clone. */
final class Cloning {
  /** Passes over the demonstrations: more of them learns the demonstrator's noise by heart. */
  private static final int EPOCHS = 8;

  private final Configuration configuration;
  private final Play play;
  private final RandomStreams streams;

  Cloning(Configuration configuration, Play play, RandomStreams streams) {
    this.configuration = configuration;
    this.play = play;
    this.streams = streams;
  }

  /** Behavioural cloning: the cross-entropy to what the demonstrator did. */
  void policy(Agent agent, List<Return> steps) {
    int answers = agent.policy().answerCount();
    List<Lesson> lessons = steps.stream().map(step -> step.shown(answers)).toList();
    int batchSize = configuration.rounds().batchSize();
    int batches = Math.max(1, EPOCHS * steps.size() / batchSize);
    // No lesson here has approvals, so which update is asked makes no difference.
    new Distillation(batches, batchSize)
        .fit(
            agent.policy(),
            lessons,
            new ReinforceUpdate(0, true, Leash.OFF),
            configuration.rounds().evaluatorLearningRate(),
            streams.stream("clone"));
  }

  /**
   * Fits the evaluator to returns of whole games that the clone plays.
   *
   * @return emulator frames played
   */
  long evaluator(Agent agent, Memory memory, Map<String, Double> values) {
    Configuration.Rounds rounds = configuration.rounds();
    List<GameResult> games =
        play.games(
            agent.policy(),
            rounds.valueGames(),
            rounds.exploration(),
            true,
            game -> streams.stream("value", 0, game));
    List<Return> returns = games.stream().flatMap(game -> game.returns().stream()).toList();
    memory.games().add(returns);
    int actions = agent.policy().answerCount();
    List<EvaluatorLesson> lessons =
        returns.stream().map(step -> EvaluatorLesson.of(step, actions)).toList();
    values.put(
        "evaluator_error",
        new Distillation(rounds.batches(), rounds.batchSize())
            .fit(
                agent.evaluator(),
                lessons,
                rounds.evaluatorLearningRate(),
                streams.stream("distil.evaluator", 0)));
    return games.stream().mapToLong(GameResult::frames).sum();
  }
}
