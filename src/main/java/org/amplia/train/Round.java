package org.amplia.train;

import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.amplia.base.RandomStreams;
import org.amplia.observe.GamePool;
import org.amplia.overseer.LookAhead;
import org.amplia.overseer.Overseer;
import org.amplia.train.Play.Visited;
import org.amplia.update.AnswerUpdate;
import org.amplia.update.Lesson;

/**
 * One round of the loop: amplify (ask the overseer, built from frozen copies of M1, about a large
 * batch of visited states), distil (fit the policy to the approvals and the evaluator to the
 * overseer's answers).
 */
final class Round {
  /** Share of a fit that the demonstrator's steps have, if the update wants them. */
  private static final double DEMONSTRATED_SHARE = 0.25;

  /** Rounds of whole games that the evaluator is fitted to. */
  private static final int GAME_ROUNDS = 2;

  private final Configuration configuration;
  private final AnswerUpdate update;
  private final Play play;
  private final GamePool lookAheadPool;
  private final RandomStreams streams;
  private final Distillation distillation;

  Round(
      Configuration configuration,
      AnswerUpdate update,
      Play play,
      GamePool lookAheadPool,
      RandomStreams streams) {
    this.configuration = configuration;
    this.update = update;
    this.play = play;
    this.lookAheadPool = lookAheadPool;
    this.streams = streams;
    this.distillation =
        new Distillation(configuration.rounds().batches(), configuration.rounds().batchSize());
  }

  /** What a round came to: M1 after it, and what it took. */
  record Result(
      Agent agent, long actingFrames, long lookAheadFrames, TreeMap<String, Double> values) {}

  /** Runs round number {@code round}, 1 or more, from M1 as it is, which stays as it is. */
  Result run(int round, Agent start, Memory memory) {
    Configuration.Rounds rounds = configuration.rounds();
    double started = System.nanoTime();
    Visited visited =
        play.visit(
            start.policy(),
            rounds.states(),
            rounds.exploration(),
            lane -> streams.stream("visit", round, lane));
    LookAhead lookAhead =
        new LookAhead(lookAheadPool, start.policy(), start.evaluator(), configuration.overseer());
    Amplified amplified = Amplified.ask(new Overseer(lookAhead), visited.states());
    double amplifiedAt = System.nanoTime();

    List<Lesson> newest = amplified.lessons(start.policy()).subList(0, amplified.heldOutFrom());
    Memory.remember(memory.visited(), newest, rounds.rememberedRounds());
    List<Lesson> lessons = memory.visited().stream().flatMap(List::stream).toList();
    Agent agent = start.successor(lessons, rounds.hiddenUnits(), streams, round);
    if (!lessons.isEmpty()) {
      distillation.fit(
          agent.policy(),
          withDemonstrations(lessons, memory.demonstrations()),
          update,
          rounds.policyLearningRate(),
          streams.stream("distil.policy", round));
    }
    double policyFittedAt = System.nanoTime();

    TreeMap<String, Double> values = new TreeMap<>();
    long gameFrames = fitEvaluator(round, agent, memory, amplified, values);
    values.putAll(new Improvement(amplified).measure(start.policy(), agent.policy()));
    values.put("features", (double) agent.policy().network().encoder().features());
    values.put("amplify_seconds", (amplifiedAt - started) / 1e9);
    values.put("distil_policy_seconds", (policyFittedAt - amplifiedAt) / 1e9);
    values.put("distil_evaluator_seconds", (System.nanoTime() - policyFittedAt) / 1e9);
    return new Result(agent, visited.frames() + gameFrames, amplified.frames(), values);
  }

  private List<Lesson> withDemonstrations(List<Lesson> lessons, List<Return> shown) {
    if (!update.learnsFromDemonstrations()) {
      return lessons;
    }
    int wanted = (int) (lessons.size() * DEMONSTRATED_SHARE / (1 - DEMONSTRATED_SHARE));
    int answers = lessons.get(0).reference().length;
    return Stream.concat(
            lessons.stream(),
            IntStream.range(0, wanted)
                .mapToObj(i -> shown.get((int) ((long) i * shown.size() / wanted)).shown(answers)))
        .toList();
  }

  /** Plays games with the new policy; fits the evaluator to them and to the overseer's answers. */
  private long fitEvaluator(
      int round, Agent agent, Memory memory, Amplified amplified, TreeMap<String, Double> values) {
    Configuration.Rounds rounds = configuration.rounds();
    List<GameResult> games =
        play.games(
            agent.policy(),
            rounds.valueGames(),
            rounds.exploration(),
            true,
            game -> streams.stream("value", round, game));
    List<Return> returns = games.stream().flatMap(game -> game.returns().stream()).toList();
    Memory.remember(memory.games(), returns, GAME_ROUNDS);
    int actions = agent.policy().answerCount();
    List<EvaluatorLesson> lessons =
        Stream.concat(
                memory.games().stream()
                    .flatMap(List::stream)
                    .map(step -> EvaluatorLesson.of(step, actions)),
                IntStream.range(0, amplified.observations().size())
                    .mapToObj(
                        i ->
                            new EvaluatorLesson(
                                amplified.observations().get(i),
                                amplified.approvals().get(i).values())))
            .toList();
    values.put(
        "evaluator_error",
        distillation.fit(
            agent.evaluator(),
            lessons,
            rounds.evaluatorLearningRate(),
            streams.stream("distil.evaluator", round)));
    values.put(
        "value_game_score", games.stream().mapToDouble(GameResult::score).average().orElse(0));
    return games.stream().mapToLong(GameResult::frames).sum();
  }
}
