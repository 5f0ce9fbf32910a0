package org.amplia.overseer;

import org.amplia.base.RandomStream;
import org.amplia.env.Step;
import org.amplia.observe.GameState;
import org.amplia.observe.ObservedGame;

/**
 * Plays well by looking ahead: tries every plan of the form "an action for w steps, then the game's
 * simple rule" in a copy of the game, and takes the first action of the plan that scores most
 * within the horizon. On games with a known sign of progress, progress breaks ties.
 *
 * @param horizonSteps agent steps that a plan is tried for
 * @param game name of the game, for what is known of it
 * @param foreseesChance whether it tries things out in a copy that has the real game's chances: it
 *     then knows which frames will stick, and does what nobody can learn from what is seen
 */
public record PlannerDemonstrator(int horizonSteps, String game, boolean foreseesChance)
    implements Demonstrator {
  /** What the loss of a life is worth beside points, which are clipped to −1 … 1. */
  private static final double LIFE = 1;

  /** One that foresees nothing. */
  public PlannerDemonstrator(int horizonSteps, String game) {
    this(horizonSteps, game, false);
  }

  @Override
  public int act(ObservedGame real, ObservedGame copy, RandomStream random) {
    GameState state = real.save();
    SimpleRule rule = SimpleRule.of(game);
    int best = 0;
    double bestValue = Double.NEGATIVE_INFINITY;
    for (int action = 0; action < real.environment().actionCount(); action++) {
      // Holding what the rule does anyway is one plan, not several.
      boolean follows = action == rule.act(real.environment(), random);
      for (int held = 1; held <= (follows ? 1 : horizonSteps); held++) {
        copy.restore(state);
        double value = valueOf(action, held, copy, rule, random);
        if (value > bestValue) {
          bestValue = value;
          best = action;
        }
      }
    }
    return best;
  }

  private double valueOf(
      int action, int held, ObservedGame copy, SimpleRule rule, RandomStream random) {
    double value = 0;
    for (int step = 0; step < horizonSteps; step++) {
      int next = step < held ? action : rule.act(copy.environment(), random);
      Step result = copy.step(next);
      value += Math.signum(result.reward()) - LIFE * result.livesLost();
      if (result.endsEpisode()) {
        return value;
      }
    }
    return value + rule.progress(copy.environment());
  }
}
