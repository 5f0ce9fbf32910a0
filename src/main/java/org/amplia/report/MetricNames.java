package org.amplia.report;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How measured values are called in a report, and which of them a comparison draws. */
final class MetricNames {
  /** Drift from the demonstrators and its causes: drawn for every comparison that measured them. */
  static final List<String> DRIFT =
      List.of(
          "demonstrations_nll",
          "action_agreement",
          "kl_to_clone_shown",
          "kl_to_clone_visited",
          "kl_to_round_start",
          "states_auc",
          "occupancy_js",
          "occupancy_js_most",
          "query_drift",
          "policy_entropy");

  /** Before the kind of an evaluation: the name of its mean score beside the metrics. */
  static final String SCORE_PREFIX = "score_";

  private static final Map<String, String> TITLES =
      Map.ofEntries(
          Map.entry("demonstrations_nll", "−log probability of the demonstrator's actions (nats)"),
          Map.entry("action_agreement", "agreement with the demonstrator (share)"),
          Map.entry("kl_to_clone_shown", "divergence from the clone, demonstrated states (nats)"),
          Map.entry("kl_to_clone_visited", "divergence from the clone, visited states (nats)"),
          Map.entry("states_auc", "visited or demonstrated? AUC of a classifier"),
          Map.entry("kl_to_round_start", "divergence from the round's start (nats)"),
          Map.entry(
              "occupancy_js_most", "JS divergence of the RAM cell where it is largest (nats)"),
          Map.entry("query_drift", "JS divergence of what is asked (nats)"),
          Map.entry("occupancy_js", "JS divergence of the RAM cells (nats)"),
          Map.entry("policy_entropy", "policy entropy (nats)"));

  private MetricNames() {}

  /** The known title, or the name with spaces. */
  static String title(String name) {
    return TITLES.getOrDefault(name, name.replace('_', ' '));
  }

  /** The names of a single run's panels: drift first, then the alphabet; levels are no curves. */
  static List<String> panels(Collection<String> measured) {
    return Stream.concat(
            DRIFT.stream().filter(measured::contains),
            measured.stream().filter(name -> !DRIFT.contains(name)))
        .filter(name -> !name.equals(RunSummary.DEMONSTRATOR_SCORE))
        .toList();
  }
}
