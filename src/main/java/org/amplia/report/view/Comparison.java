package org.amplia.report.view;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.amplia.base.RootLocale;
import org.amplia.base.UserError;
import org.amplia.report.page.MethodComparison;
import org.amplia.report.stat.IntervalKind;
import org.amplia.report.stat.Results;
import org.amplia.report.stat.RunSummary;
import org.amplia.run.Evaluation;

/**
 * Methods at equal frames, as a report compares them.
 *
 * @param frames all emulator frames that each run had spent
 * @param first from where on every run has been evaluated
 * @param last where the longest run ends
 * @param results the tables; see {@code results.schema.json}
 * @param leftOut runs that have no score there, and why
 * @param rules what holds for the numbers
 */
public record Comparison(
    long frames, long first, long last, Results results, List<String> leftOut, List<String> rules) {
  /**
   * Compares.
   *
   * @param frames where; empty for the end of the longest run, as reports do
   * @throws UserError if no run was evaluated, the games differ, or a method has a seed twice
   */
  public static Comparison of(List<RunSummary> runs, OptionalLong frames) {
    List<RunSummary> evaluated = runs.stream().filter(run -> !run.evaluations().isEmpty()).toList();
    UserError.unless(!evaluated.isEmpty(), "none of these runs was evaluated yet");
    long first =
        evaluated.stream().mapToLong(run -> run.evaluations().get(0).frames()).max().orElseThrow();
    long last = evaluated.stream().mapToLong(Comparison::end).max().orElseThrow();
    long at = Math.min(last, frames.orElse(last));
    MethodComparison comparison = MethodComparison.at(runs, at, IntervalKind.T);
    return new Comparison(
        at, first, last, comparison.results(), leftOut(runs, at), comparison.rules());
  }

  private static long end(RunSummary run) {
    return run.evaluations().stream().mapToLong(Evaluation::frames).max().orElseThrow();
  }

  private static List<String> leftOut(List<RunSummary> runs, long frames) {
    List<String> all = new ArrayList<>();
    for (RunSummary run : runs) {
      if (run.at(frames).isEmpty()) {
        boolean isYoung = run.evaluations().isEmpty() || run.evaluations().get(0).frames() > frames;
        all.add(
            RootLocale.format(
                "%s seed %d: %s",
                run.method(),
                run.seed(),
                isYoung ? "not evaluated by then" : "has not come so far"));
      }
    }
    return all;
  }
}
