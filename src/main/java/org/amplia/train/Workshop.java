package org.amplia.train;

import org.amplia.base.RandomStreams;
import org.amplia.decomposition.LearnedOverseer;
import org.amplia.model.ChoiceModel;
import org.amplia.observe.GamePool;
import org.amplia.overseer.AmplifiedReasoner;
import org.amplia.overseer.Consequences;
import org.amplia.overseer.LookAhead;
import org.amplia.overseer.LookAheadSettings;
import org.amplia.overseer.Overseer;
import org.amplia.train.Play.Visited;

/**
 * What the rounds of a run work with, the same for every {@link RoundMethod}.
 *
 * @param configuration the run's
 * @param play on games with the run's own settings
 * @param looking games without stickiness, to look ahead in
 * @param streams the run's
 */
record Workshop(Configuration configuration, Play play, GamePool looking, RandomStreams streams) {
  /** States where the policy goes, with the exploration of rounds. */
  Visited visit(ChoiceModel policy, int round) {
    Configuration.Rounds rounds = configuration.rounds();
    return play.visit(
        policy,
        rounds.states(),
        rounds.exploration(),
        lane -> streams.stream("visit", round, lane));
  }

  /** Look-ahead that goes on with copies of an agent, for the configured horizon. */
  LookAhead lookAhead(Agent agent) {
    return new LookAhead(looking, agent.policy(), agent.evaluator(), configuration.overseer());
  }

  /** Look-ups that go on with copies of an agent. */
  Consequences consequences(Agent agent) {
    return consequences(looking, agent, configuration);
  }

  /** Nothing is asked about the demonstrator's clone in the loop; the policy stands in for it. */
  static Consequences consequences(GamePool looking, Agent agent, Configuration configuration) {
    return new Consequences(
        looking,
        agent.policy(),
        agent.policy(),
        agent.evaluator(),
        configuration.overseer().discount());
  }

  /** M2 as configured, made of copies of an agent. */
  AmplifiedReasoner overseer(Agent agent) {
    return overseer(looking, agent, configuration, configuration.overseer());
  }

  /**
   * M2 as configured, made of copies of an agent; without a decomposition yet it is the fixed one.
   */
  static AmplifiedReasoner overseer(
      GamePool looking, Agent agent, Configuration configuration, LookAheadSettings settings) {
    DecompositionConfiguration asking = configuration.decomposition();
    return agent
        .decomposition()
        .<AmplifiedReasoner>map(
            learned ->
                new LearnedOverseer(
                    consequences(looking, agent, configuration),
                    learned,
                    asking.items(),
                    new LearnedOverseer.Teaching(asking.referenceSteps(), asking.framePrice())))
        .orElseGet(
            () ->
                new Overseer(new LookAhead(looking, agent.policy(), agent.evaluator(), settings)));
  }

  /** A fit as long as the configuration has it. */
  Distillation distillation() {
    return new Distillation(configuration.rounds().batches(), configuration.rounds().batchSize());
  }
}
