package org.amplia.overseer;

import org.amplia.base.RandomStream;
import org.amplia.observe.ObservedGame;

/**
 * Plays by a simple rule of the game and acts at random part of the time.
 *
 * @param rule the rule
 * @param randomShare share of actions drawn uniformly, 0 … 1
 */
public record SuboptimalDemonstrator(SimpleRule rule, double randomShare) implements Demonstrator {
  @Override
  public int act(ObservedGame game, ObservedGame copy, RandomStream random) {
    if (random.nextDouble() < randomShare) {
      return random.nextInt(game.environment().actionCount());
    }
    return rule.act(game.environment(), random);
  }
}
