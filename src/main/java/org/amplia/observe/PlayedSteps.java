package org.amplia.observe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.amplia.base.RandomStream;
import org.amplia.env.Ending;
import org.amplia.env.Step;

/**
 * What happened in a number of steps, to be compared with the same steps elsewhere.
 *
 * @param observations a hash of RAM and observation after each step
 * @param outcomes rewards, lives lost and endings
 */
record PlayedSteps(List<Integer> observations, List<Step> outcomes) {
  /** Plays uniformly random actions, on into new games; {@code seed} decides them. */
  static PlayedSteps play(ObservedGame game, int steps, long seed) {
    RandomStream random = new RandomStream(seed);
    List<Integer> observations = new ArrayList<>();
    List<Step> outcomes = new ArrayList<>();
    byte[] ram = new byte[128];
    for (int i = 0; i < steps; i++) {
      Step step = game.step(random.nextInt(game.environment().actionCount()));
      outcomes.add(step);
      game.environment().copyRam(ram, 0);
      observations.add(31 * Arrays.hashCode(ram) + Arrays.hashCode(game.observation()));
      if (game.environment().isOver()) {
        game.reset(new RandomStream(random.nextLong()));
      }
    }
    return new PlayedSteps(observations, outcomes);
  }

  /** The first step at which two differ, from 1; 0 if they are equal. */
  int firstDifference(PlayedSteps other) {
    for (int i = 0; i < observations.size(); i++) {
      if (!observations.get(i).equals(other.observations.get(i))
          || !outcomes.get(i).equals(other.outcomes.get(i))) {
        return i + 1;
      }
    }
    return 0;
  }

  /** How many steps ended a game by its own rules or by the cap. */
  long endings() {
    return outcomes.stream()
        .filter(step -> step.ending() != null && !(step.ending() instanceof Ending.LifeLost))
        .count();
  }
}
