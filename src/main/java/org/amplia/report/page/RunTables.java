package org.amplia.report.page;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.amplia.report.stat.RunSummary;

/** What runs were made with: configuration, versions and the commands that repeat them. */
final class RunTables {
  static final String ENVIRONMENT = "environment.";

  private RunTables() {}

  /** Configuration by method, keys whose values differ between methods or seeds first. */
  static Html configuration(List<RunSummary> runs) {
    return table("Configuration", runs, run -> run.description().settings());
  }

  /** Versions, platform and cartridge by method, differing ones first. */
  static Html versions(List<RunSummary> runs) {
    return table("Versions", runs, RunTables::origin);
  }

  /**
   * Configuration keys on which the runs of one method differ, by method; the seed is no such key.
   */
  static Map<String, List<String>> mixedKeys(List<RunSummary> runs) {
    Map<String, List<String>> mixed = new LinkedHashMap<>();
    byMethod(runs)
        .forEach(
            (method, arm) -> {
              List<String> keys = differing(arm, run -> run.description().settings());
              keys.removeIf(key -> key.equals("seed"));
              if (!keys.isEmpty()) {
                mixed.put(method, keys);
              }
            });
    return mixed;
  }

  /**
   * Keys on which any two runs differ in how they were measured, whatever their method: how the
   * game is played, and at random how often.
   */
  static List<String> differingProtocol(List<RunSummary> runs) {
    return differing(runs, run -> run.description().settings()).stream()
        .filter(key -> key.startsWith(ENVIRONMENT) || key.equals("evaluation.exploration"))
        .toList();
  }

  /** The values of a key in some runs, each once. */
  static String values(List<RunSummary> runs, String key) {
    return runs.stream()
        .map(run -> run.description().settings().getOrDefault(key, "–"))
        .distinct()
        .collect(Collectors.joining(" or "));
  }

  /** Versions, platform or cartridge that differ between any two runs. */
  static List<String> differingOrigins(List<RunSummary> runs) {
    return differing(runs, RunTables::origin);
  }

  private static Map<String, String> origin(RunSummary run) {
    Map<String, String> values = new TreeMap<>(run.description().versions());
    values.put("platform", run.description().platform());
    values.put("ROM MD5", run.description().romMd5());
    return values;
  }

  private static List<String> differing(
      List<RunSummary> runs, Function<RunSummary, Map<String, String>> values) {
    return new ArrayList<>(
        keys(runs, values).stream()
            .filter(
                key ->
                    runs.stream()
                            .map(run -> values.apply(run).getOrDefault(key, "–"))
                            .distinct()
                            .count()
                        > 1)
            .toList());
  }

  private static Set<String> keys(
      List<RunSummary> runs, Function<RunSummary, Map<String, String>> values) {
    TreeSet<String> keys = new TreeSet<>();
    runs.forEach(run -> keys.addAll(values.apply(run).keySet()));
    return keys;
  }

  private static Map<String, List<RunSummary>> byMethod(List<RunSummary> runs) {
    return runs.stream()
        .collect(
            Collectors.groupingBy(RunSummary::method, LinkedHashMap::new, Collectors.toList()));
  }

  private static Html table(
      String name, List<RunSummary> runs, Function<RunSummary, Map<String, String>> values) {
    Map<String, List<RunSummary>> arms = byMethod(runs);
    List<String> differing = differing(runs, values);
    Set<String> same = keys(runs, values);
    differing.forEach(same::remove);
    List<Html.Row> rows = new ArrayList<>();
    for (Collection<String> keys : List.of(differing, same)) {
      for (String key : keys) {
        List<Html> cells =
            arms.values().stream()
                .map(
                    arm ->
                        arm.stream()
                            .map(run -> values.apply(run).getOrDefault(key, "–"))
                            .distinct()
                            .collect(Collectors.joining(", ")))
                .map(Html::cell)
                .toList();
        rows.add(new Html.Row(keys == differing ? "differs" : "", Html.text(key), cells));
      }
    }
    List<String> headings = new ArrayList<>(List.of("key"));
    headings.addAll(arms.keySet());
    return Html.table("text", name, headings, rows);
  }
}
