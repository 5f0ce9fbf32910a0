package org.amplia.train.rounds;

import java.util.List;
import java.util.Optional;
import org.amplia.base.RandomStreams;
import org.amplia.config.Configuration;
import org.amplia.model.ChoiceModel;
import org.amplia.net.InputEncoder;
import org.amplia.observe.GamePool;
import org.amplia.observe.GameState;
import org.amplia.overseer.AmplifiedReasoner;
import org.amplia.overseer.Consequences;
import org.amplia.overseer.LookAhead;
import org.amplia.overseer.Overseer;
import org.amplia.overseer.PlayedFutures;
import org.amplia.train.agent.Agent;
import org.amplia.train.agent.Overseers;
import org.amplia.train.games.Play;
import org.amplia.train.games.Play.Visited;

/**
 * What the rounds of a run work with, the same for every {@link RoundMethod}.
 *
 * @param configuration the run's
 * @param play on games with the run's own settings
 * @param acting games as they are played
 * @param looking games without stickiness, to look ahead in
 * @param streams the run's
 * @param person who compares in place of the judge; null where nobody is asked
 */
record TrainingContext(
    Configuration configuration,
    Play play,
    GamePool acting,
    GamePool looking,
    RandomStreams streams,
    PersonJudge person) {
  /** The same of a run that asks no person. */
  TrainingContext(
      Configuration configuration,
      Play play,
      GamePool acting,
      GamePool looking,
      RandomStreams streams) {
    this(configuration, play, acting, looking, streams, null);
  }

  /** States where the policy goes, with the exploration of rounds. */
  Visited visit(ChoiceModel policy, int round) {
    Configuration.Rounds rounds = configuration.rounds();
    return play.visit(
        policy,
        rounds.states(),
        rounds.exploration(),
        lane -> streams.stream("visit", round, lane),
        person != null);
  }

  /** States that nothing is learned from, to measure on. */
  List<GameState> unseenStates(ChoiceModel policy, int count, int round) {
    return play.visit(
            policy,
            count,
            configuration.rounds().exploration(),
            lane -> streams.stream("evaluator.states", round, lane))
        .states();
  }

  /**
   * M2 as configured, made of copies of an agent, which looks on to the horizon where it makes no
   * difference which action is taken, too.
   */
  AmplifiedReasoner overseerThroughout(Agent agent) {
    return configuration.overseer().learnsDecomposition()
        ? overseer(agent)
        : new Overseer(lookAhead(agent).throughout());
  }

  /** Look-ahead that goes on with copies of an agent, for the configured horizon. */
  LookAhead lookAhead(Agent agent) {
    return new LookAhead(looking, agent.policy(), agent.evaluator(), configuration.overseer());
  }

  /** Look-ups that go on with copies of an agent. */
  Consequences consequences(Agent agent) {
    return Overseers.consequences(looking, acting, agent, configuration, configuration.overseer());
  }

  /** Futures that say what the judge is to forecast. */
  PlayedFutures futures(Agent agent) {
    return Overseers.futures(acting, agent, configuration);
  }

  /** M2 as configured, made of copies of an agent. */
  AmplifiedReasoner overseer(Agent agent) {
    return Overseers.of(looking, acting, agent, configuration, configuration.overseer());
  }

  /**
   * How the fresh networks of a round read observations: by the cells that the answers show to be
   * of use, or by those that are given.
   *
   * @param seen observations of the states asked about
   * @param told for each of them a number an answer, less their mean
   */
  Optional<InputEncoder> inputs(Agent start, List<byte[]> seen, List<float[]> told) {
    if (seen.isEmpty() || configuration.rounds().inputCells().isEmpty()) {
      return start.screened(seen, told);
    }
    return Optional.of(start.policy().network().encoder());
  }

  /** A fit as long as the configuration has it. */
  Distillation distillation() {
    return new Distillation(configuration.rounds().batches(), configuration.rounds().batchSize());
  }
}
