package org.amplia.report.view;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.amplia.base.UserError;
import org.amplia.report.stat.Axis;
import org.amplia.report.stat.RunSummary;
import org.amplia.report.view.GroupedCurves.Member;
import org.amplia.report.view.MetricDefinitions.Definition;

/**
 * Answers about curves and comparisons of some runs, as the dashboard would give them: of single
 * runs, and of all of them together. Means of other selections are not held.
 */
final class HeldCurves {
  private static final int MOST_METRICS = 200;

  /** Of all lines of a metric together. */
  private static final int MOST_VALUES = 5_000;

  private static final int FEWEST_VALUES = 50;
  private static final int MOST_VALUES_OF_A_RUN = 500;

  /** Keys of the configuration by which means are held too. */
  private static final int MOST_KEYS = 4;

  /** In all means; with them a page grows by about two megabytes. */
  private static final long MOST_NUMBERS = 2_000_000;

  /** In a level of a curve: where, and the mean with its band. */
  private static final int NUMBERS_OF_A_CURVE = 4 * 101;

  /** Places of the slider of a comparison. */
  private static final int LEVELS = 40;

  private final List<RunSummary> runs;
  private final List<Definition> metrics;

  /** Of runs whose ids are their places in the list, from 1 on. */
  HeldCurves(List<RunSummary> runs) {
    this.runs = runs;
    TreeSet<String> names = new TreeSet<>();
    for (RunSummary run : runs) {
      names.addAll(run.metricNames());
      if (!run.evaluations().isEmpty()) {
        names.add(MetricDefinitions.SCORE);
      }
    }
    metrics = MetricDefinitions.read().of(names).stream().limit(MOST_METRICS).toList();
  }

  /** The id of a run by its place. */
  static String id(int place) {
    return Integer.toString(place + 1);
  }

  /** All answers, by what is asked. */
  Map<String, Object> answers() {
    Map<String, Object> answers = new LinkedHashMap<>();
    answers.put("metrics", Map.of("metrics", metrics));
    int most = Math.max(FEWEST_VALUES, Math.min(MOST_VALUES_OF_A_RUN, MOST_VALUES / runs.size()));
    for (Definition metric : metrics) {
      answers.put(
          "series/" + metric.name(),
          Map.of(
              "metric", metric.name(), "series", series(metric.name(), most), "faults", List.of()));
    }
    if (runs.size() > 1) {
      addMeans(answers);
      games().forEach((game, members) -> answers.put("compare/" + game, compared(members)));
    }
    return answers;
  }

  private List<MetricSeries> series(String metric, int most) {
    return IntStream.range(0, runs.size())
        .mapToObj(i -> MetricSeries.of(id(i), runs.get(i), metric, most))
        .toList();
  }

  private void addMeans(Map<String, Object> answers) {
    List<List<String>> groupings = groupings();
    List<String> keys =
        groupings.stream().flatMap(List::stream).filter(key -> !key.equals("method")).toList();
    for (Definition metric : metrics) {
      for (Axis axis : Axis.values()) {
        List<Member> members = members(metric.name(), axis);
        for (List<String> by : groupings) {
          GroupedCurves curves = GroupedCurves.of(members, metric.name(), axis, by);
          answers.put(
              "curves/" + metric.name() + "/" + axis.id() + "/" + String.join(",", by),
              Map.of("curves", curves.withKeys(keys), "faults", List.of()));
        }
      }
    }
  }

  /** By method, and by method and each of some keys as long as there is room. */
  private List<List<String>> groupings() {
    List<Member> members = members(MetricDefinitions.SCORE, Axis.FRAMES);
    List<List<String>> all = new ArrayList<>(List.of(List.of("method")));
    GroupedCurves alone =
        GroupedCurves.of(members, MetricDefinitions.SCORE, Axis.FRAMES, all.get(0));
    long numbers = numbers(alone);
    for (String key : alone.keys()) {
      List<String> by = List.of("method", key);
      if (all.size() > MOST_KEYS || key.equals("method") || key.equals("game")) {
        continue;
      }
      numbers += numbers(GroupedCurves.of(members, MetricDefinitions.SCORE, Axis.FRAMES, by));
      if (numbers > MOST_NUMBERS) {
        break;
      }
      all.add(by);
    }
    return all;
  }

  private long numbers(GroupedCurves curves) {
    return (long) curves.groups().size()
        * metrics.size()
        * Axis.values().length
        * NUMBERS_OF_A_CURVE;
  }

  private List<Member> members(String metric, Axis axis) {
    return IntStream.range(0, runs.size())
        .mapToObj(i -> Member.of(id(i), runs.get(i), metric, axis))
        .toList();
  }

  private Map<String, List<RunSummary>> games() {
    Map<String, List<RunSummary>> games = new LinkedHashMap<>();
    for (RunSummary run : runs) {
      games.computeIfAbsent(run.description().game(), game -> new ArrayList<>()).add(run);
    }
    return games;
  }

  /** A comparison at every place of the slider, or why there is none. */
  private static Map<String, Object> compared(List<RunSummary> runs) {
    try {
      Comparison end = Comparison.of(runs, OptionalLong.empty());
      List<Object> levels = new ArrayList<>();
      for (int i = 0; i < LEVELS; i++) {
        long frames = end.first() + (end.last() - end.first()) * i / LEVELS;
        levels.add(answer(Comparison.of(runs, OptionalLong.of(frames))));
      }
      levels.add(answer(end));
      return Map.of("levels", levels);
    } catch (UserError e) {
      return Map.of("error", e.getMessage());
    }
  }

  private static Map<String, Object> answer(Comparison comparison) {
    return Map.of("comparison", comparison, "faults", List.of());
  }
}
