package org.amplia.train.games;

import org.amplia.base.Spelling;
import org.amplia.base.UserError;
import org.amplia.config.Configuration;
import org.amplia.config.Configuration.Demonstrations;
import org.amplia.overseer.Demonstrator;
import org.amplia.overseer.PlannerDemonstrator;
import org.amplia.overseer.SimpleRule;
import org.amplia.overseer.SuboptimalDemonstrator;

/** The scripted demonstrators by the names that configurations and the command line use. */
public final class Demonstrators {
  /** Agent steps that the planner looks ahead. */
  private static final int PLANNER_HORIZON_STEPS = 8;

  private Demonstrators() {}

  public static Demonstrator of(Configuration configuration) {
    Demonstrations demonstrations = configuration.demonstrations();
    return of(demonstrations.demonstrator(), configuration.game(), demonstrations.randomShare());
  }

  /**
   * The demonstrator of that name.
   *
   * @param game name of the game, for what is known of it
   * @param randomShare share of the suboptimal demonstrator's actions that are random, 0 … 1
   * @throws UserError that lists the names
   */
  public static Demonstrator of(String name, String game, double randomShare) {
    return switch (name) {
      case Demonstrations.SUBOPTIMAL ->
          new SuboptimalDemonstrator(SimpleRule.of(game), randomShare);
      case Demonstrations.PLANNER -> new PlannerDemonstrator(PLANNER_HORIZON_STEPS, game);
      case Demonstrations.UNREPRODUCIBLE ->
          new PlannerDemonstrator(PLANNER_HORIZON_STEPS, game, true);
      default -> throw Spelling.unknown("demonstrator", name, Demonstrations.NAMES);
    };
  }
}
