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
          "states_auc",
          "occupancy_js",
          "policy_entropy");

  /** Before the kind of an evaluation: the name of its mean score beside the metrics. */
  static final String SCORE_PREFIX = "score_";

  private static final Map<String, String> TITLES =
      Map.of(
          "demonstrations_nll", "−log probability of the demonstrator's actions (nats)",
          "action_agreement", "agreement with the demonstrator (share)",
          "kl_to_clone_shown", "divergence from the clone, demonstrated states (nats)",
          "kl_to_clone_visited", "divergence from the clone, visited states (nats)",
          "states_auc", "visited or demonstrated? AUC of a classifier",
          "occupancy_js", "JS divergence of the RAM cells (nats)",
          "policy_entropy", "policy entropy (nats)");

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
