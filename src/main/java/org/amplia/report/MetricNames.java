package org.amplia.report;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How measured values are called in a report, and which of them a comparison draws. */
final class MetricNames {
  /** Drift from the demonstrators and its causes: drawn for every comparison that measured them. */
  static final List<String> DRIFT =
      List.of("demonstrations_nll", "action_agreement", "policy_entropy");

  /** Before the kind of an evaluation: the name of its mean score beside the metrics. */
  static final String SCORE_PREFIX = "score_";

  private static final Map<String, String> TITLES =
      Map.of(
          "demonstrations_nll", "−log probability of the demonstrator's actions (nats)",
          "action_agreement", "agreement with the demonstrator (share)",
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
