package org.amplia.report.stat;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How measured values are called in a report, and which of them a comparison draws. */
public final class MetricNames {
  private static final Map<String, String> OF_DRIFT = drift();
  private static final Map<String, String> OF_EVALUATOR = evaluator();

  /** Drift from the demonstrators and its causes: drawn for every comparison that measured them. */
  public static final List<String> DRIFT = List.copyOf(OF_DRIFT.keySet());

  /** How well M1 alone and M2 know what actions come to: drawn likewise. */
  public static final List<String> EVALUATOR = List.copyOf(OF_EVALUATOR.keySet());

  /** Before the kind of an evaluation: the name of its mean score beside the metrics. */
  static final String SCORE_PREFIX = "score_";

  private MetricNames() {}

  /** In the order in which they are drawn. */
  private static Map<String, String> drift() {
    Map<String, String> titles = new LinkedHashMap<>();
    titles.put("demonstrations_nll", "−log probability of the demonstrator's actions (nats)");
    titles.put("action_agreement", "agreement with the demonstrator (share)");
    titles.put("kl_to_clone_shown", "divergence from the clone, demonstrated states (nats)");
    titles.put("kl_to_clone_visited", "divergence from the clone, visited states (nats)");
    titles.put("kl_to_round_start", "divergence from the round's start (nats)");
    titles.put("states_auc", "visited or demonstrated? AUC of a classifier");
    titles.put("occupancy_js", "JS divergence of the RAM cells (nats)");
    titles.put("occupancy_js_most", "JS divergence of the RAM cell where it is largest (nats)");
    titles.put("query_drift", "JS divergence of what is asked (nats)");
    titles.put("policy_entropy", "policy entropy (nats)");
    titles.put("argmax_disagreement", "most probable actions that a round changed (share)");
    return titles;
  }

  private static Map<String, String> evaluator() {
    Map<String, String> titles = new LinkedHashMap<>();
    titles.put("evaluator_nll", "evaluator alone: −log density of what happened (nats)");
    titles.put("overseer_nll", "overseer: −log density of what happened (nats)");
    titles.put("evaluator_tau", "evaluator alone: Kendall's τ of the actions' order");
    titles.put("overseer_tau", "overseer: Kendall's τ of the actions' order");
    titles.put("evaluator_decision_gain", "evaluator alone: return gained by following it");
    titles.put("overseer_decision_gain", "overseer: return gained by following it");
    return titles;
  }

  /** All that comparisons draw. */
  public static List<String> compared() {
    return Stream.concat(DRIFT.stream(), EVALUATOR.stream()).toList();
  }

  /** The known title, or the name with spaces. */
  public static String title(String name) {
    return OF_DRIFT.getOrDefault(name, OF_EVALUATOR.getOrDefault(name, name.replace('_', ' ')));
  }

  /**
   * The names of a single run's panels: drift and evaluator first, then the alphabet; levels and
   * counters are no curves.
   */
  public static List<String> panels(Collection<String> measured) {
    return Stream.concat(
            compared().stream().filter(measured::contains),
            measured.stream().filter(name -> !compared().contains(name)))
        .filter(name -> !name.equals(RunSummary.DEMONSTRATOR_SCORE))
        .filter(name -> !name.equals(RunSummary.GRADIENT_STEPS))
        .toList();
  }
}
