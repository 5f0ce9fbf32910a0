package org.amplia.decomposition.demonstrate;

import java.util.List;
import java.util.stream.Stream;
import org.amplia.base.RandomStream;
import org.amplia.env.Step;
import org.amplia.observe.GameState;
import org.amplia.observe.ObservedGame;
import org.amplia.overseer.SimpleRule;
import org.amplia.overseer.SuboptimalDemonstrator;
import org.amplia.question.Continuation;
import org.amplia.question.Feature;
import org.amplia.question.Information;
import org.amplia.question.QuerySpace;

/**
 * What scripted demonstrators of decompositions ask for: the rewards within a horizon and what the
 * state after it is worth, under the policy. Without an agent: the rewards within that horizon and
 * within a quarter of the longest, under the game's simple rule, or the action repeated if no rule
 * is known.
 *
 * @param sources what can be asked for
 * @param game its name
 */
record ItemRule(AnswerSources sources, String game) {
  /** The longest horizon, agent steps. */
  static final int LONGEST = QuerySpace.HORIZONS.get(QuerySpace.HORIZONS.size() - 1);

  private static final int SOON = LONGEST / 4;

  List<Information> items(int horizon) {
    Feature reward = new Feature.RewardSum();
    if (sources.hasAgent()) {
      return List.of(
          new Information(reward, horizon), new Information(new Feature.LeafValue(), horizon));
    }
    Continuation who =
        sources.demonstrator().equals(AnswerSources.RULE)
            ? Continuation.DEMONSTRATOR
            : Continuation.REPEAT;
    return Stream.of(horizon, SOON).distinct().map(h -> new Information(reward, h, who)).toList();
  }

  /**
   * The shortest horizon within which points come if the game's simple rule plays on; the longest
   * if none do.
   *
   * @param copy a game with the real one's chances: it knows which frames will stick
   */
  int stepsToPoints(GameState state, int action, ObservedGame copy) {
    SuboptimalDemonstrator rule = new SuboptimalDemonstrator(SimpleRule.of(game), 0);
    RandomStream none = new RandomStream(0);
    copy.restore(state);
    Step step = copy.step(action);
    int steps = 1;
    while (step.reward() == 0 && !step.endsEpisode() && steps < LONGEST) {
      step = copy.step(rule.act(copy, copy, none));
      steps++;
    }
    int needed = step.reward() == 0 ? LONGEST : steps;
    return QuerySpace.HORIZONS.stream().filter(h -> h >= needed).findFirst().orElse(LONGEST);
  }
}
