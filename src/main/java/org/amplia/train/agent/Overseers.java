package org.amplia.train.agent;

import org.amplia.config.Configuration;
import org.amplia.config.DecompositionConfiguration;
import org.amplia.decomposition.learn.LearnedDecomposition;
import org.amplia.decomposition.learn.LearnedOverseer;
import org.amplia.observe.GamePool;
import org.amplia.overseer.AmplifiedReasoner;
import org.amplia.overseer.Consequences;
import org.amplia.overseer.LookAhead;
import org.amplia.overseer.LookAheadSettings;
import org.amplia.overseer.Overseer;

/** M2, made of copies of an agent. */
public final class Overseers {
  private Overseers() {}

  /** Nothing is asked about the demonstrator's clone in the loop; the policy stands in for it. */
  public static Consequences consequences(
      GamePool looking, Agent agent, Configuration configuration) {
    return new Consequences(
        looking,
        agent.policy(),
        agent.policy(),
        agent.evaluator(),
        configuration.overseer().discount());
  }

  /**
   * M2 as configured, made of copies of an agent; without a decomposition yet it is the fixed one.
   */
  public static AmplifiedReasoner of(
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
                    new LearnedDecomposition.Teaching(
                        asking.referenceSteps(), asking.framePrice())))
        .orElseGet(
            () ->
                new Overseer(new LookAhead(looking, agent.policy(), agent.evaluator(), settings)));
  }
}
