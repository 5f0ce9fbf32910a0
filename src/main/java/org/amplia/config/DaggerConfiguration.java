package org.amplia.config;

import org.amplia.base.RootLocale;
import org.amplia.base.UserError;
import org.amplia.config.Configuration.Demonstrations;

/**
 * The baseline {@code dagger}; see {@code docs/baselines/dagger.md}.
 *
 * @param expert who is asked what to do: {@code planner}, {@code demonstrator} (the one that {@code
 *     demonstrations} names) or {@code overseer}
 */
public record DaggerConfiguration(String expert) {
  public static final String PLANNER = "planner";
  public static final String DEMONSTRATOR = "demonstrator";
  private static final String OVERSEER = "overseer";

  /** Checks the value. */
  public DaggerConfiguration {
    if (!expert.equals(PLANNER) && !expert.equals(DEMONSTRATOR) && !expert.equals(OVERSEER)) {
      throw new UserError(
          RootLocale.format(
              "dagger.expert is '%s': choose planner, demonstrator or overseer", expert));
    }
  }

  static DaggerConfiguration standard() {
    return new DaggerConfiguration(PLANNER);
  }

  /**
   * Checks that there is somebody to ask.
   *
   * @throws UserError if the expert is a demonstrator of whom there is only a folder
   */
  void requireExpert(Demonstrations demonstrations) {
    if (expert.equals(DEMONSTRATOR) && !demonstrations.from().isEmpty()) {
      throw new UserError(
          RootLocale.format(
              "dagger.expert is demonstrator, but whoever played %s cannot be asked: %s",
              demonstrations.from(), "choose planner or overseer"));
    }
    if (expert.equals(DEMONSTRATOR)
        && demonstrations.demonstrator().equals(Demonstrations.UNREPRODUCIBLE)) {
      throw new UserError(
          "dagger.expert is demonstrator, but an unreproducible one knows chances that only its own"
              + " games have: choose planner or overseer");
    }
  }

  /** Whether the demonstrations are the expert's own. */
  public boolean isDemonstrator(Demonstrations demonstrations) {
    return demonstrations.from().isEmpty()
        && (expert.equals(DEMONSTRATOR) || expert.equals(demonstrations.demonstrator()));
  }
}
