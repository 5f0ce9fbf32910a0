package org.amplia.overseer;

import org.amplia.base.RandomStream;
import org.amplia.observe.GameState;
import org.amplia.observe.ObservedGame;

public record PlannerDemonstrator(int horizonSteps) implements Demonstrator {
  @Override
  public int act(ObservedGame game, ObservedGame copy, RandomStream random) {
    GameState state = game.save();
    return 0;
  }
}
