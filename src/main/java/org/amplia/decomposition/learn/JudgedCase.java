package org.amplia.decomposition.learn;

import java.util.List;
import java.util.stream.Collectors;
import org.amplia.base.RootLocale;
import org.amplia.observe.GameState;
import org.amplia.question.Finding;
import org.amplia.question.Information;
import org.amplia.question.Question.ActionValue;
import org.amplia.question.QuestionTree;

/**
 * Q4 about one state and action. A look-ahead as long as those that taught Q3 is played to know
 * what the case comes to; then the frozen judge can say of items how much of it they would have
 * told.
 */
final class JudgedCase {
  private final CaseFile file;
  private final int number;
  private final Usefulness usefulness;
  private final QuestionTree reference;

  private JudgedCase(Asking asking, CaseFile file, int number) {
    this.file = file;
    this.number = number;
    LearnedDecomposition learned = asking.learned();
    usefulness = new Usefulness(learned.judge(), learned.dossier(), asking.teaching().framePrice());
    double z = file.cases().get(number).reference();
    reference =
        QuestionTree.leaf(
            RootLocale.format(
                "What do rewards within %d agent steps and the value after them come to? (for Q4 only)",
                asking.teaching().referenceSteps()),
            "emulator",
            number(z),
            z,
            file.framesPlayed(number));
  }

  /** Plays the look-ahead for the action alone. */
  static JudgedCase alone(Asking asking, ActionValue about) {
    int steps = asking.teaching().referenceSteps();
    return new JudgedCase(
        asking, CaseFile.of(asking.consequences(), about, steps, Anchor.FINDINGS), 0);
  }

  /**
   * Plays the look-ahead for all actions of the state together, of which the frames of this one are
   * told. The last bits of what a network says depend on how much it is asked at once: this is how
   * transcripts were recorded.
   */
  static JudgedCase amongAll(Asking asking, ActionValue about) {
    int steps = asking.teaching().referenceSteps();
    List<GameState> states = List.of(about.state());
    return new JudgedCase(
        asking, CaseFile.of(asking.consequences(), states, steps, Anchor.FINDINGS), about.action());
  }

  /** What the case comes to, which Q4 is measured by, with the frames of the look-ahead. */
  QuestionTree reference() {
    return reference;
  }

  /**
   * Looks items up, of which those on the look-ahead's way are known.
   *
   * @return emulator frames that it took
   */
  long lookUp(List<Information> items) {
    long before = file.framesPlayed(number);
    file.lookUp(List.of(number), List.of(items));
    return file.framesPlayed(number) - before;
  }

  /** The emulator's answers to items that were looked up. */
  List<Finding> findings(List<Information> items) {
    return file.findings(number, items);
  }

  /** M1's question: the case, of which nothing is known. */
  byte[] dossier() {
    return file.cases().get(number).dossier(usefulness.dossier(), List.of());
  }

  /**
   * How useful an item is to who knows some others, nats; all of them have been looked up.
   *
   * @param known in any order
   */
  double nats(List<Information> known, Information item) {
    return usefulness.of(file, List.of(number), List.of(known), List.of(List.of(item))).get(0)[0];
  }

  /** What was known when something was answered, to be put behind the answer. */
  static String knowing(List<Finding> known) {
    return known.isEmpty()
        ? ""
        : ", knowing " + known.stream().map(Finding::inWords).collect(Collectors.joining(" and "));
  }

  static String number(double value) {
    return RootLocale.format("%.3f", value);
  }
}
