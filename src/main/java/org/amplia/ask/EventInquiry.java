package org.amplia.ask;

import java.util.List;
import org.amplia.base.RandomStreams;
import org.amplia.config.Configuration;
import org.amplia.model.ChoiceModel;
import org.amplia.observe.GamePool;
import org.amplia.overseer.EventLookAhead;
import org.amplia.overseer.Player;
import org.amplia.question.Question.EventProbability;
import org.amplia.question.QuestionTree;
import org.amplia.rom.Cartridge;

/**
 * M2's answer to how probable an event is: how often it happens where a run's policy plays on, in
 * the run's environment. The chances follow from the run's root seed and the number of the rollout
 * alone: they are the same in every state and for every action.
 *
 * @param configuration the run's
 * @param cartridge the game
 * @param policy plays its most probable actions
 */
record EventInquiry(Configuration configuration, Cartridge cartridge, ChoiceModel policy) {
  /**
   * Plays and tells.
   *
   * @param rollouts 1 or more
   * @param actionNames a name for each action
   */
  QuestionTree ask(EventProbability question, int rollouts, List<String> actionNames) {
    RandomStreams streams = new RandomStreams(configuration.seed());
    try (GamePool pool =
        new GamePool(
            cartridge,
            configuration.environment(),
            configuration.observation(),
            0,
            configuration.threads())) {
      return new EventLookAhead(pool, new Player.Greedy(policy), rollouts)
          .explain(question, rollout -> streams.stream("asked event", rollout), actionNames);
    }
  }
}
