package org.amplia.config;

import org.amplia.base.RootLocale;
import org.amplia.base.UserError;

/**
 * The baseline {@code dagger}; see {@code docs/baselines/dagger.md}.
 *
 * @param expert who is asked what to do: {@code planner}, {@code demonstrator} (the one that {@code
 *     demonstrations} names) or {@code overseer}
 * @param corrections a folder of a person's corrections, which are answers too; empty for none
 */
public record DaggerConfiguration(String expert, String corrections) {
  /** The planner. */
  public static final String PLANNER = "planner";

  /** The one that {@code demonstrations} names. */
  public static final String DEMONSTRATOR = "demonstrator";

  private static final String OVERSEER = "overseer";

  /** Checks the value. */
  public DaggerConfiguration {
    corrections = corrections == null ? "" : corrections;
    if (!expert.equals(PLANNER) && !expert.equals(DEMONSTRATOR) && !expert.equals(OVERSEER)) {
      throw new UserError(
          RootLocale.format(
              "dagger.expert is '%s': choose planner, demonstrator or overseer", expert));
    }
  }

  static DaggerConfiguration standard() {
    return new DaggerConfiguration(PLANNER, "");
  }
}
