package org.amplia.train.rounds;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.amplia.base.RandomStreams;
import org.amplia.config.Configuration;
import org.amplia.net.InputEncoder;
import org.amplia.train.agent.Agent;
import org.amplia.train.games.GameResult;
import org.amplia.train.games.WholeGame;
import org.amplia.update.AnswerUpdate;
import org.amplia.update.Example;

/**
 * Fits a round's policy to its examples. How well the result plays is partly a throw of dice: other
 * first weights, other batches, another score. With {@code rounds.candidates} above 1 the examples
 * are fitted as many times, and of these policies and the one that the round began with stays the
 * one that plays best, alone, in games that are played for this only.
 */
final class PolicyFit {
  private final TrainingContext context;

  PolicyFit(TrainingContext context) {
    this.context = context;
  }

  /**
   * A fitted agent.
   *
   * @param agent with a policy of the round and an evaluator that is yet to be fitted
   * @param frames emulator frames of the games in which candidates were compared
   * @param values measured in them
   */
  record Fitted(Agent agent, long frames, Map<String, Double> values) {}

  /** A policy and how it plays. */
  private record Candidate(Agent agent, double score, long frames) {}

  /**
   * A successor whose policy is fitted to examples; without examples it is left as it begins.
   *
   * @param start the agent that the round began with; stays as it is
   * @param examples whose observations and {@code told} show which RAM cells are of use
   * @param told what an example tells of its answers
   * @param taught what is fitted: the examples, and more if the update wants them
   */
  Fitted fit(
      int round,
      Agent start,
      List<Example> examples,
      Function<Example, float[]> told,
      List<Example> taught,
      AnswerUpdate update) {
    Optional<InputEncoder> encoder =
        start.screened(
            examples.stream().map(Example::observation).toList(),
            examples.stream().map(told).toList());
    int count = context.configuration().rounds().candidates();
    if (count == 1 || examples.isEmpty()) {
      return new Fitted(fitOne(round, start, encoder, taught, update, 0), 0, Map.of());
    }
    List<Candidate> candidates = new ArrayList<>();
    candidates.add(played(round, start.copy()));
    for (int i = 0; i < count; i++) {
      candidates.add(played(round, fitOne(round, start, encoder, taught, update, i)));
    }
    return best(candidates);
  }

  private Agent fitOne(
      int round,
      Agent start,
      Optional<InputEncoder> encoder,
      List<Example> taught,
      AnswerUpdate update,
      int candidate) {
    Configuration.Rounds rounds = context.configuration().rounds();
    RandomStreams streams = streamsOf(candidate);
    Agent agent = start.successor(encoder, rounds.hiddenUnits(), streams, round);
    if (!taught.isEmpty()) {
      context
          .distillation()
          .fit(
              agent.policy(),
              taught,
              update,
              rounds.policyRate(),
              streams.stream("distil.policy", round));
    }
    return agent;
  }

  /** The first candidate is the policy that there is without others. */
  private RandomStreams streamsOf(int candidate) {
    return candidate == 0
        ? context.streams()
        : new RandomStreams(context.streams().stream("candidate", candidate).nextLong());
  }

  /** All of a round's candidates play the same games: the chances are the same for each. */
  private Candidate played(int round, Agent agent) {
    Configuration configuration = context.configuration();
    List<GameResult> games =
        context
            .play()
            .games(
                agent.policy(),
                configuration.rounds().valueGames(),
                configuration.evaluation().exploration(),
                WholeGame.Keeps.NOTHING,
                game -> context.streams().stream("candidate.game", round, game));
    return new Candidate(agent, GameResult.meanScore(games), GameResult.frames(games));
  }

  /** The best of them, of equals the first; the start is the first of all. The rest is closed. */
  private static Fitted best(List<Candidate> candidates) {
    Candidate best =
        candidates.stream().max(Comparator.comparingDouble(Candidate::score)).orElseThrow();
    candidates.stream()
        .map(Candidate::agent)
        .filter(a -> !a.equals(best.agent()))
        .forEach(Agent::close);
    TreeMap<String, Double> values = new TreeMap<>();
    values.put("candidate_score_start", candidates.get(0).score());
    values.put("candidate_score_best", best.score());
    values.put(
        "candidate_score_mean",
        candidates.stream().skip(1).mapToDouble(Candidate::score).average().orElseThrow());
    return new Fitted(best.agent(), candidates.stream().mapToLong(Candidate::frames).sum(), values);
  }
}
