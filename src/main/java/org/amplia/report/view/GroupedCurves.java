package org.amplia.report.view;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.amplia.base.RootLocale;
import org.amplia.report.stat.Axis;
import org.amplia.report.stat.IntervalKind;
import org.amplia.report.stat.LearningCurve;
import org.amplia.report.stat.LearningCurve.Level;
import org.amplia.report.stat.LearningCurve.Point;
import org.amplia.report.stat.RunSummary;

/**
 * Runs grouped, and each group's curve over its seeds, as reports draw it: the interquartile mean
 * with its 95 % interval.
 *
 * @param metric what is drawn
 * @param axis what it is drawn against
 * @param groups in the order in which their first runs were named
 * @param keys of the configuration on which the runs differ: what else they can be grouped by
 * @param warnings what a reader must know before believing the curves
 */
public record GroupedCurves(
    String metric, String axis, List<Group> groups, List<String> keys, List<String> warnings) {
  private static final String METHOD = "method";
  private static final String GAME = "game";
  private static final String SEED = "seed";

  /** Differences that a warning names. */
  private static final int NAMED = 5;

  /**
   * The runs of a group.
   *
   * @param name what they have in common
   * @param runs their ids
   * @param seeds runs that have measured something
   * @param x frames or seconds, rising
   * @param centre interquartile mean over the seeds
   * @param low end of the interval
   * @param high end of the interval
   * @param shortestEnd where the first seed ends: from there on its last value is held
   */
  public record Group(
      String name,
      List<String> runs,
      int seeds,
      List<Double> x,
      List<Double> centre,
      List<Double> low,
      List<Double> high,
      double shortestEnd) {
    private static Group of(String name, Collection<Member> members) {
      LearningCurve curve =
          LearningCurve.of(name, members.stream().map(Member::points).toList(), IntervalKind.T);
      List<Level> levels = curve.levels();
      return new Group(
          name,
          members.stream().map(Member::id).toList(),
          curve.seeds(),
          levels.stream().map(Level::x).toList(),
          levels.stream().map(Level::iqm).toList(),
          levels.stream().map(level -> level.band().low()).toList(),
          levels.stream().map(level -> level.band().high()).toList(),
          curve.shortestEnd());
    }
  }

  /**
   * What is needed of one run.
   *
   * @param id by which it is asked for
   * @param settings its configuration, and game, method and seed under these names
   * @param points of the metric, by the axis
   */
  public record Member(String id, SortedMap<String, String> settings, List<Point> points) {
    /** Of a run that was read. */
    public static Member of(String id, RunSummary run, String metric, Axis axis) {
      SortedMap<String, String> settings = new TreeMap<>(run.description().settings());
      settings.put(GAME, run.description().game());
      settings.put(METHOD, run.method());
      settings.put(SEED, Long.toString(run.seed()));
      List<Point> points =
          metric.equals(MetricDefinitions.SCORE) ? run.curve(axis) : run.metric(metric, axis);
      return new Member(id, settings, points);
    }

    private String value(String key) {
      return settings.getOrDefault(key, "–");
    }
  }

  /**
   * Groups runs. Those of several games are never in one group.
   *
   * @param by {@code method} or keys of the configuration
   */
  public static GroupedCurves of(List<Member> runs, String metric, Axis axis, List<String> by) {
    List<String> keys = new ArrayList<>(by);
    if (!keys.contains(GAME) && runs.stream().map(run -> run.value(GAME)).distinct().count() > 1) {
      keys.add(0, GAME);
    }
    Map<String, List<Member>> groups = new LinkedHashMap<>();
    for (Member run : runs) {
      groups.computeIfAbsent(name(run, keys), name -> new ArrayList<>()).add(run);
    }
    List<String> warnings = new ArrayList<>();
    groups.forEach((name, members) -> warnings.addAll(repeated(name, members)));
    return new GroupedCurves(
        metric,
        axis.id(),
        groups.entrySet().stream().map(one -> Group.of(one.getKey(), one.getValue())).toList(),
        differing(runs),
        warnings);
  }

  /** The same, with other keys that they can be grouped by. */
  GroupedCurves withKeys(List<String> others) {
    return new GroupedCurves(metric, axis, groups, others, warnings);
  }

  private static String name(Member run, List<String> keys) {
    return keys.stream()
        .map(
            key ->
                key.equals(METHOD) || key.equals(GAME)
                    ? run.value(key)
                    : key + "=" + run.value(key))
        .collect(Collectors.joining(", "));
  }

  /** Two runs of one seed are no two draws: they differ in something else. */
  private static List<String> repeated(String name, List<Member> members) {
    Map<String, Long> seeds =
        members.stream()
            .collect(
                Collectors.groupingBy(
                    run -> run.value(SEED), LinkedHashMap::new, Collectors.counting()));
    String twice =
        seeds.entrySet().stream()
            .filter(seed -> seed.getValue() > 1)
            .map(Map.Entry::getKey)
            .collect(Collectors.joining(", "));
    if (twice.isEmpty()) {
      return List.of();
    }
    List<String> keys = differing(members);
    return List.of(
        RootLocale.format(
            "%s: more than one run of seed %s, so the band is not one over seeds%s",
            name, twice, keys.isEmpty() ? "" : "; the runs differ in " + some(keys)));
  }

  private static String some(List<String> keys) {
    int more = keys.size() - NAMED;
    return String.join(", ", keys.subList(0, Math.min(NAMED, keys.size())))
        + (more > 0 ? " and " + more + " more" : "");
  }

  /** A key that an older run does not have yet is no difference. */
  private static List<String> differing(List<Member> runs) {
    TreeSet<String> keys = new TreeSet<>();
    runs.forEach(run -> keys.addAll(run.settings().keySet()));
    keys.remove(SEED);
    keys.removeIf(
        key ->
            runs.stream()
                    .map(run -> run.settings().get(key))
                    .filter(Objects::nonNull)
                    .distinct()
                    .count()
                < 2);
    return List.copyOf(keys);
  }
}
