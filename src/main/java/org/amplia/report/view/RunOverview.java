package org.amplia.report.view;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.amplia.base.NumberText;
import org.amplia.report.stat.RunSummary;
import org.amplia.run.Cost;
import org.amplia.run.RunDescription.RunState;
import org.amplia.run.RunFolder;

/**
 * How far a run is. What is not known is null.
 *
 * @param id by which it is asked for
 * @param name of its folder
 * @param group the folder that this is in; empty for the one that is shown
 * @param state {@code running}, {@code done}, {@code stopped}, or {@code unreadable}
 * @param game the game's name
 * @param method that learns
 * @param seed the root seed
 * @param progress share of the budget that was spent when it was last measured, 0 … 1; null where
 *     nothing limits it
 * @param actingFrames see {@link Cost}
 * @param frames see {@link Cost}
 * @param seconds see {@link Cost}
 * @param framesPerSecond all frames by the seconds of training
 * @param score mean of the last evaluation's games
 * @param demonstratorScore mean of the demonstrations
 * @param startedAt ISO 8601, UTC
 * @param changedAt when a file of it was last written, likewise
 * @param hasEpisodes whether there is an episode to look at
 * @param hasAgent whether there is an agent that questions can be put to
 * @param fault why it cannot be read
 */
public record RunOverview(
    String id,
    String name,
    String group,
    String state,
    String game,
    String method,
    Long seed,
    Double progress,
    Long actingFrames,
    Long frames,
    Double seconds,
    Double framesPerSecond,
    Double score,
    Double demonstratorScore,
    String startedAt,
    String changedAt,
    boolean hasEpisodes,
    boolean hasAgent,
    String fault) {
  /** A damaged file may be quoted in it. */
  private static final int LONGEST_FAULT = 500;

  /**
   * A run in a list.
   *
   * @param id by which it is asked for
   * @param name of its folder
   * @param group the folder that this is in; empty for the one that is shown
   * @param changedAt when a file of it was last written, milliseconds since 1970
   * @param hasEpisodes whether there is an episode to look at
   * @param folder where it is
   */
  public record Listed(
      String id,
      String name,
      String group,
      long changedAt,
      boolean hasEpisodes,
      RunFolder folder) {}

  /** Of a run that was read. */
  public static RunOverview of(Listed run, RunSummary summary) {
    Cost cost = cost(summary);
    OptionalDouble demonstrator = summary.demonstratorScore();
    return new RunOverview(
        run.id(),
        run.name(),
        run.group(),
        summary.description().state().name().toLowerCase(Locale.ROOT),
        summary.description().game(),
        summary.method(),
        summary.seed(),
        progress(summary, cost),
        cost.actingFrames(),
        cost.frames(),
        cost.seconds(),
        cost.seconds() > 0 ? cost.frames() / cost.seconds() : null,
        summary.evaluations().isEmpty() ? null : last(summary.evaluations()).meanScore(),
        demonstrator.isPresent() ? demonstrator.getAsDouble() : null,
        summary.description().startedAt(),
        changed(run),
        run.hasEpisodes(),
        hasAgent(run.folder(), summary),
        null);
  }

  /** Of a run that cannot be read. */
  public static RunOverview unreadable(Listed run, String fault) {
    return new RunOverview(
        run.id(),
        run.name(),
        run.group(),
        "unreadable",
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        changed(run),
        false,
        false,
        shortened(fault));
  }

  /** Those that learn without an overseer have none that answers. */
  public static boolean hasAgent(RunFolder run, RunSummary summary) {
    return !summary.description().method().learnsOnline() && run.hasCheckpoint();
  }

  private static String shortened(String fault) {
    return fault.length() <= LONGEST_FAULT ? fault : fault.substring(0, LONGEST_FAULT) + "…";
  }

  private static String changed(Listed run) {
    return Instant.ofEpochMilli(run.changedAt()).toString();
  }

  private static Cost cost(RunSummary summary) {
    if (!summary.measurements().isEmpty()) {
      return last(summary.measurements()).cost();
    }
    return summary.evaluations().isEmpty() ? new Cost(0, 0, 0) : last(summary.evaluations()).cost();
  }

  /** The budget that is nearest to its end counts. */
  private static Double progress(RunSummary summary, Cost cost) {
    if (summary.description().state() == RunState.DONE) {
      return 1.0;
    }
    Map<String, String> settings = summary.description().settings();
    double rounds = summary.evaluations().isEmpty() ? 0 : last(summary.evaluations()).round();
    double spent =
        Math.max(
            share((double) cost.frames(), settings.get("budget.frames")),
            Math.max(
                share(cost.seconds() / 60, settings.get("budget.minutes")),
                summary.description().method().worksInRounds()
                    ? share(rounds, settings.get("rounds.maximum"))
                    : -1));
    return spent < 0 ? null : Math.min(1, spent);
  }

  /** −1 without such a limit. */
  private static double share(double spent, String limit) {
    if (limit == null || !NumberText.isNumber(limit)) {
      return -1;
    }
    double most = NumberText.exact(limit).doubleValue();
    return most > 0 ? spent / most : -1;
  }

  private static <T> T last(List<T> list) {
    return list.get(list.size() - 1);
  }
}
