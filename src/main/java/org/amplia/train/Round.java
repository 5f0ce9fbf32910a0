package org.amplia.train;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.amplia.base.RandomStreams;
import org.amplia.model.AnswerModel;
import org.amplia.observe.GamePool;
import org.amplia.overseer.Approvals;
import org.amplia.overseer.LookAhead;
import org.amplia.overseer.Overseer;
import org.amplia.question.Question.BestAction;
import org.amplia.train.Play.Visited;
import org.amplia.update.AnswerUpdate;
import org.amplia.update.Lesson;

/**
 * One round of the loop: amplify (ask the overseer, built from frozen copies of M1, about a large
 * batch of visited states), distil (fit the policy to the approvals and the evaluator to the
 * overseer's answers).
 */
final class Round {
  /** Probabilities under the round's starting policy are not taken to be below 1 % / answers. */
  private static final double REFERENCE_FLOOR = 0.01;

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
    TreeMap<String, Double> values = new TreeMap<>();
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
    List<Approvals> all =
        new Overseer(lookAhead).approvals(visited.states().stream().map(BestAction::new).toList());
    List<byte[]> observations = new ArrayList<>();
    List<Approvals> approvals = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      if (!all.get(i).indifferent()) {
        observations.add(visited.states().get(i).observation());
        approvals.add(all.get(i));
      }
    }
    values.put("states_asked", (double) all.size());
    values.put("states_decisive", (double) approvals.size());
    double amplified = System.nanoTime();
    List<Lesson> newest = lessons(observations, approvals, start.policy());
    // The last tenth is held out: what the policy does there is what it has understood.
    List<Lesson> taught = newest.subList(0, heldOutFrom(newest.size()));
    Memory.remember(memory.visited(), taught, rounds.rememberedRounds());
    List<Lesson> lessons = memory.visited().stream().flatMap(List::stream).toList();
    Agent agent = start.successor(lessons, rounds.hiddenUnits(), streams, round);
    values.put("features", (double) agent.policy().network().encoder().features());
    if (!lessons.isEmpty()) {
      distillation.fit(
          agent.policy(),
          withDemonstrations(lessons, memory.demonstrations()),
          update,
          rounds.policyLearningRate(),
          streams.stream("distil.policy", round));
    }
    double policyFitted = System.nanoTime();
    long gameFrames = fitEvaluator(round, agent, memory, observations, approvals, values);
    double evaluatorFitted = System.nanoTime();
    values.put("amplify_seconds", (amplified - started) / 1e9);
    values.put("distil_policy_seconds", (policyFitted - amplified) / 1e9);
    values.put("distil_evaluator_seconds", (evaluatorFitted - policyFitted) / 1e9);
    long lookAheadFrames = all.stream().mapToLong(Approvals::frames).sum();
    measure(agent, start, observations, approvals, values);
    return new Result(agent, visited.frames() + gameFrames, lookAheadFrames, values);
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

  private List<Lesson> lessons(
      List<byte[]> observations, List<Approvals> approvals, AnswerModel start) {
    double deviation = deviation(approvals);
    List<Lesson> lessons = new ArrayList<>();
    List<float[]> references = references(start, observations);
    for (int i = 0; i < observations.size(); i++) {
      float[] advantages = approvals.get(i).advantages();
      for (int a = 0; a < advantages.length; a++) {
        advantages[a] /= (float) deviation;
      }
      lessons.add(new Lesson(observations.get(i), advantages, references.get(i), -1));
    }
    return lessons;
  }

  private static int heldOutFrom(int size) {
    return size - size / 10;
  }

  private static double deviation(List<Approvals> approvals) {
    double squares = 0;
    long count = 0;
    for (Approvals approval : approvals) {
      for (float advantage : approval.advantages()) {
        squares += (double) advantage * advantage;
        count++;
      }
    }
    return Math.sqrt(squares / Math.max(1, count)) + 1e-6;
  }

  private static List<float[]> references(AnswerModel start, List<byte[]> observations) {
    List<float[]> references = new ArrayList<>();
    for (int from = 0; from < observations.size(); from += 1024) {
      List<byte[]> part = observations.subList(from, Math.min(observations.size(), from + 1024));
      for (float[] scores : start.scores(part.toArray(byte[][]::new))) {
        double[] probabilities = AnswerModel.probabilities(scores);
        float[] reference = new float[scores.length];
        for (int a = 0; a < reference.length; a++) {
          double floor = REFERENCE_FLOOR / reference.length;
          reference[a] = (float) Math.log(Math.max(probabilities[a], floor));
        }
        references.add(reference);
      }
    }
    return references;
  }

  private long fitEvaluator(
      int round,
      Agent agent,
      Memory memory,
      List<byte[]> observations,
      List<Approvals> approvals,
      TreeMap<String, Double> values) {
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
                IntStream.range(0, observations.size())
                    .mapToObj(
                        i -> new EvaluatorLesson(observations.get(i), approvals.get(i).values())))
            .toList();
    double error =
        distillation.fit(
            agent.evaluator(),
            lessons,
            rounds.evaluatorLearningRate(),
            streams.stream("distil.evaluator", round));
    values.put("evaluator_error", error);
    values.put(
        "value_game_score", games.stream().mapToDouble(GameResult::score).average().orElse(0));
    return games.stream().mapToLong(GameResult::frames).sum();
  }

  private void measure(
      Agent agent,
      Agent frozen,
      List<byte[]> observations,
      List<Approvals> approvals,
      TreeMap<String, Double> values) {
    double entropy = 0;
    double kl = 0;
    byte[][] all = observations.toArray(byte[][]::new);
    float[][] now = agent.policy().scores(all);
    float[][] was = frozen.policy().scores(all);
    double[] g = new double[4];
    for (int i = 0; i < all.length; i++) {
      double[] p = AnswerModel.probabilities(now[i]);
      double[] q = AnswerModel.probabilities(was[i]);
      for (int a = 0; a < p.length; a++) {
        entropy -= p[a] * Math.log(Math.max(p[a], 1e-12));
        kl += p[a] * Math.log(Math.max(p[a], 1e-12) / Math.max(q[a], 1e-12));
      }
      float[] v = approvals.get(i).values();
      int h = i < heldOutFrom(observations.size()) ? 0 : 2;
      g[h] += v[AnswerModel.mode(now[i])] - v[AnswerModel.mode(was[i])];
      g[h + 1] += v[AnswerModel.mode(v)] - v[AnswerModel.mode(was[i])];
    }
    values.put("gain_taught", g[0] / Math.max(g[1], 1e-9));
    values.put("gain_held_out", g[2] / Math.max(g[3], 1e-9));
    values.put("regret_before", (g[1] + g[3]) / Math.max(1, all.length));
    values.put("policy_entropy", entropy / Math.max(1, all.length));
    values.put("kl_to_round_start", kl / Math.max(1, all.length));
    values.put("approval_deviation", deviation(approvals));
  }
}
