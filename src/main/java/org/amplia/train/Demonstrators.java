package org.amplia.train;

import org.amplia.base.UserError;
import org.amplia.overseer.Demonstrator;
import org.amplia.overseer.PlannerDemonstrator;
import org.amplia.overseer.SimpleRule;
import org.amplia.overseer.SuboptimalDemonstrator;

/** The demonstrators by the names that configurations use. */
final class Demonstrators {
  /** Agent steps that the planner looks ahead. */
  private static final int PLANNER_HORIZON_STEPS = 8;

  private Demonstrators() {}

  static Demonstrator of(Configuration configuration) {
    String name = configuration.demonstrations().demonstrator();
    SimpleRule rule = SimpleRule.of(configuration.game());
    return switch (name) {
      case "suboptimal" ->
          new SuboptimalDemonstrator(rule, configuration.demonstrations().randomShare());
      case "planner" -> new PlannerDemonstrator(PLANNER_HORIZON_STEPS, configuration.game());
      default ->
          throw new UserError(
              "there is no demonstrator '%s': choose suboptimal or planner".formatted(name));
    };
  }
}
