package org.amplia.baseline;

import java.util.List;
import org.amplia.base.RootLocale;
import org.amplia.env.Step;

/**
 * A game as somebody played it, step by step: what was seen before each step and, if known, after
 * the last; indices of actions; what each step came to.
 */
public record PlayedGame(List<byte[]> observations, List<Integer> actions, List<Step> steps) {
  public PlayedGame {
    int last = observations.size() - steps.size();
    if (actions.size() != steps.size() || last < 0 || last > 1) {
      throw new IllegalArgumentException(
          RootLocale.format(
              "%d observations and %d actions in %d steps",
              observations.size(), actions.size(), steps.size()));
    }
  }
}
