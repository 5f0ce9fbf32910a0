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
import org.amplia.overseer.PlayedFutures;

/** M2, made of copies of an agent. */
public final class Overseers {
  private Overseers() {}

  /**
   * Look-ups with copies of an agent. The states reached are valued by its evaluator; with more
   * than one level, and a learned decomposition, by M2 with one level less. Nothing is asked about
   * the demonstrator's clone in the loop; the policy stands in for it.
   *
   * @param looking games without stickiness, to look ahead in
   * @param acting games as they are played
   * @param settings how many levels there are
   */
  public static Consequences consequences(
      GamePool looking,
      GamePool acting,
      Agent agent,
      Configuration configuration,
      LookAheadSettings settings) {
    return inDepth(
        new Consequences(
            looking,
            agent.policy(),
            agent.policy(),
            agent.evaluator(),
            configuration.overseer().discount()),
        looking,
        acting,
        agent,
        configuration,
        settings);
  }

  /** The same of look-ups that M1 values. */
  public static Consequences inDepth(
      Consequences valuedByM1,
      GamePool looking,
      GamePool acting,
      Agent agent,
      Configuration configuration,
      LookAheadSettings settings) {
    boolean nobodyAsks =
        agent.decomposition().stream()
            .flatMap(learned -> learned.dossier().space().items().stream())
            .noneMatch(item -> item.feature().needsValue());
    return settings.depth() == 1 || nobodyAsks
        ? valuedByM1
        : valuedByM1.deeper(
            of(looking, acting, agent, configuration, settings.withDepth(settings.depth() - 1)));
  }

  /**
   * Futures that say what the judge is to forecast, played as the game is.
   *
   * @param acting games with the environment's own stickiness
   */
  public static PlayedFutures futures(GamePool acting, Agent agent, Configuration configuration) {
    DecompositionConfiguration asking = configuration.decomposition();
    return new PlayedFutures(
            acting,
            agent.policy(),
            asking.futures(),
            asking.referenceSteps(),
            configuration.overseer().discount())
        .valuedBy(agent.evaluator());
  }

  /**
   * M2 as configured, made of copies of an agent; without a decomposition yet it is the fixed one.
   *
   * @param looking games without stickiness, to look ahead in
   * @param acting games as they are played; a learned decomposition's Q4 is measured in them
   */
  public static AmplifiedReasoner of(
      GamePool looking,
      GamePool acting,
      Agent agent,
      Configuration configuration,
      LookAheadSettings settings) {
    DecompositionConfiguration asking = configuration.decomposition();
    return agent
        .decomposition()
        .<AmplifiedReasoner>map(
            learned ->
                new LearnedOverseer(
                    consequences(looking, acting, agent, configuration, settings),
                    learned,
                    asking.items(),
                    new LearnedDecomposition.Teaching(
                        futures(acting, agent, configuration),
                        asking.referenceSteps(),
                        asking.framePrice())))
        .orElseGet(
            () ->
                new Overseer(new LookAhead(looking, agent.policy(), agent.evaluator(), settings)));
  }
}
