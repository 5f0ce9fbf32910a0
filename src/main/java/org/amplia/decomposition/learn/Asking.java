package org.amplia.decomposition.learn;

import java.util.List;
import java.util.stream.IntStream;
import org.amplia.base.RandomStream;
import org.amplia.observe.GameState;
import org.amplia.overseer.Consequences;
import org.amplia.question.Information;

/**
 * Copies of M1 that ask for information and judge what it comes to.
 *
 * @param consequences the emulators and copies of M1's policy and evaluator
 * @param learned copies of M1's answerer for Q3 and of the judge
 * @param items how often Q3 is asked of a state and action
 * @param teaching what Q4 was when Q3 was learned
 */
record Asking(
    Consequences consequences,
    LearnedDecomposition learned,
    int items,
    LearnedDecomposition.Teaching teaching) {
  /**
   * What was asked about every action of some states.
   *
   * @param file with the answers
   * @param known what was asked, one list per case
   * @param values what the judge makes of it, one per case
   */
  record Asked(CaseFile file, List<List<Information>> known, double[] values) {}

  /** Asks Q2 of every action. */
  Asked ask(List<GameState> states) {
    CaseFile file =
        states.isEmpty()
            ? new CaseFile(consequences::of, List.of())
            : CaseFile.open(consequences, states, Anchor.FINDINGS);
    List<Integer> numbers = IntStream.range(0, file.cases().size()).boxed().toList();
    // The most probable item is asked for: nothing is drawn.
    List<List<Information>> known =
        new Choice.Common(learned.chooser(), learned.dossier(), consequences.policy().actionCount())
            .ask(file, numbers, items, new RandomStream(0));
    return new Asked(file, known, learned.values(file, numbers, known));
  }
}
