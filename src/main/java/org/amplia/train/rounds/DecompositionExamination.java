package org.amplia.train.rounds;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.amplia.base.RandomStream;
import org.amplia.config.DecompositionConfiguration;
import org.amplia.decomposition.learn.CaseFile;
import org.amplia.decomposition.learn.Choice;
import org.amplia.decomposition.learn.LearnedDecomposition;
import org.amplia.decomposition.learn.QueryDrift;
import org.amplia.decomposition.learn.Understanding;
import org.amplia.decomposition.learn.Usefulness;
import org.amplia.question.Information;

/**
 * How good a learned decomposition is, on cases that nothing was learned from.
 *
 * @param configuration of the run
 * @param fixed what the fixed decomposition asks
 */
record DecompositionExamination(DecompositionConfiguration configuration, List<Information> fixed) {
  /** Nothing is drawn from it: the most probable item is chosen. */
  private static final RandomStream NO_CHANCE = new RandomStream(0);

  /**
   * Measures; a τ only if references differ somewhere.
   *
   * @param numbers of the cases: all actions of a state, then of the next
   * @param values takes what {@code docs/metrics.md} explains
   */
  void measure(
      LearnedDecomposition learned,
      CaseFile file,
      List<Integer> numbers,
      int actions,
      Map<String, Double> values) {
    Choice asked = new Choice.Common(learned.chooser(), learned.dossier(), actions);
    Understanding without = understanding(learned, asked, 0, file, numbers, actions);
    Understanding with =
        understanding(learned, asked, configuration.items(), file, numbers, actions);
    Understanding asFixed =
        understanding(
            learned, new Choice.Fixed(fixed), configuration.items(), file, numbers, actions);
    values.put("judge_nll_without", without.nll());
    values.put("judge_nll_fixed", asFixed.nll());
    values.put("judge_nll", with.nll());
    values.put("question_frames", with.frames());
    if (!Double.isNaN(with.tau())) {
      values.put("judge_tau", with.tau());
      values.put("judge_tau_fixed", asFixed.tau());
      values.put(
          "sum_tau", Understanding.tau(sums(file, numbers), references(file, numbers), actions));
    }
    QueryDrift drift = new QueryDrift(learned.dossier(), learned.demonstrated());
    values.put("usefulness", usefulness(learned, asked, file, numbers));
    values.put("query_entropy", drift.entropy(learned.chooser(), file, numbers));
    values.put("query_drift", drift.of(learned.chooser(), file, numbers));
  }

  private Understanding understanding(
      LearnedDecomposition learned,
      Choice choice,
      int items,
      CaseFile file,
      List<Integer> numbers,
      int actions) {
    return Understanding.of(
        learned.judge(), learned.dossier(), choice, items, file, numbers, actions, NO_CHANCE);
  }

  private double[] sums(CaseFile file, List<Integer> numbers) {
    return numbers.stream().mapToDouble(number -> file.anchor(number, fixed)).toArray();
  }

  private static double[] references(CaseFile file, List<Integer> numbers) {
    return numbers.stream().mapToDouble(number -> file.cases().get(number).reference()).toArray();
  }

  /** Mean over cases and the questions asked one after the other; nothing more is 0. */
  private double usefulness(
      LearnedDecomposition learned, Choice choice, CaseFile file, List<Integer> numbers) {
    Usefulness usefulness =
        new Usefulness(learned.judge(), learned.dossier(), configuration.framePrice());
    List<List<Information>> asked = choice.ask(file, numbers, configuration.items(), NO_CHANCE);
    double sum = 0;
    for (int k = 0; k < configuration.items(); k++) {
      List<List<Information>> known = new ArrayList<>();
      List<List<Information>> next = new ArrayList<>();
      for (List<Information> items : asked) {
        known.add(items.subList(0, Math.min(k, items.size())));
        next.add(items.subList(Math.min(k, items.size()), Math.min(k + 1, items.size())));
      }
      sum +=
          usefulness.of(file, numbers, known, next).stream()
              .mapToDouble(useful -> Arrays.stream(useful).sum())
              .sum();
    }
    return sum / (numbers.size() * configuration.items());
  }
}
