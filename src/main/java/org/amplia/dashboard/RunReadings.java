package org.amplia.dashboard;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.amplia.base.UserError;
import org.amplia.dashboard.RunCatalogue.Found;
import org.amplia.dashboard.RunCatalogue.Stamp;
import org.amplia.report.stat.RunSummary;
import org.amplia.report.view.RunOverview;

/**
 * What runs hold, read again only when their files have changed. Overviews are kept of all runs;
 * whole readings of those asked for last, as many as fit.
 */
final class RunReadings {
  /** Of one run's files: a thousand rounds take one or two. */
  private static final long MOST_BYTES = 32L << 20;

  private static final long MOST_BYTES_KEPT = 64L << 20;

  private final Map<String, Kept<RunOverview>> overviews = new HashMap<>();
  private final Map<String, Kept<RunSummary>> summaries = new LinkedHashMap<>(16, 0.75f, true);

  private record Kept<T>(Stamp stamp, T value) {}

  /** How far a run is; a run that cannot be read says why. */
  synchronized RunOverview overview(Found run) {
    Kept<RunOverview> kept = overviews.get(run.id());
    if (kept == null || !kept.stamp().equals(run.stamp())) {
      kept = new Kept<>(run.stamp(), read(run));
      overviews.put(run.id(), kept);
    }
    return kept.value();
  }

  /** Forgets the runs that are not in a list. */
  synchronized void keepOnly(List<Found> runs) {
    Set<String> ids = runs.stream().map(Found::id).collect(Collectors.toSet());
    overviews.keySet().retainAll(ids);
    summaries.keySet().retainAll(ids);
  }

  private RunOverview read(Found run) {
    try {
      return RunOverview.of(EpisodeShelf.listed(run), summary(run));
    } catch (UserError e) {
      return RunOverview.unreadable(EpisodeShelf.listed(run), e.getMessage());
    }
  }

  /**
   * All that a run has measured.
   *
   * @throws UserError if it cannot be read
   */
  synchronized RunSummary summary(Found run) {
    Kept<RunSummary> kept = summaries.get(run.id());
    if (kept == null || !kept.stamp().equals(run.stamp())) {
      UserError.unless(
          run.stamp().isPlain(), "%s has a link in place of a file: not read", run.name());
      UserError.unless(
          run.stamp().bytes() <= MOST_BYTES,
          "%s has files of more than %d MiB: too large to show",
          run.name(),
          MOST_BYTES >> 20);
      kept = new Kept<>(run.stamp(), RunSummary.of(run.folder()));
      summaries.put(run.id(), kept);
      dropOldest();
    }
    return kept.value();
  }

  private void dropOldest() {
    long bytes = summaries.values().stream().mapToLong(kept -> kept.stamp().bytes()).sum();
    Iterator<Kept<RunSummary>> oldest = summaries.values().iterator();
    while (bytes > MOST_BYTES_KEPT && summaries.size() > 1) {
      bytes -= oldest.next().stamp().bytes();
      oldest.remove();
    }
  }
}
