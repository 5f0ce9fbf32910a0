package org.amplia.replay;

import java.util.List;
import java.util.Objects;
import org.amplia.base.RootLocale;
import org.amplia.base.UserError;

/**
 * The beginning of a saved replay memory: everything but the slots, in JSON.
 *
 * @param version of the file's layout
 * @param maximumPriority largest priority so far
 */
record ReplayHeader(
    int version,
    ReplaySettings settings,
    ObservationLayout layout,
    double maximumPriority,
    LaneState demonstrations,
    List<LaneState> lanes) {
  static final int VERSION = 1;

  ReplayHeader {
    Objects.requireNonNull(settings);
    Objects.requireNonNull(layout);
    Objects.requireNonNull(demonstrations);
    lanes = List.copyOf(lanes);
  }

  /** Checks that a memory with these settings can go on from here. */
  void requireSame(ReplaySettings wanted, ObservationLayout wantedLayout, String where) {
    if (!settings.equals(wanted) || !layout.equals(wantedLayout)) {
      throw new UserError(
          RootLocale.format(
              "%s was saved with %s and %s, and the run has %s and %s: use the settings that it was saved with",
              where, settings, layout, wanted, wantedLayout));
    }
  }
}
