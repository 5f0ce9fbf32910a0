package org.amplia.decomposition.learn;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.amplia.base.RandomStreams;
import org.amplia.base.RootLocale;
import org.amplia.overseer.PlayedFutures;
import org.amplia.question.ContentAddress;
import org.amplia.question.Finding;
import org.amplia.question.Information;
import org.amplia.question.Question.ActionValue;
import org.amplia.question.QuestionTree;

/**
 * Q4 about one state and action. Futures as those that taught Q3 are played to know what the case
 * comes to; then the frozen judge can say of items how much of it they would have told.
 */
final class JudgedCase {
  private final CaseFile file;
  private final int number;
  private final Usefulness usefulness;
  private final QuestionTree reference;

  /**
   * Plays the futures of a case. The same question always meets the same chances.
   *
   * @param known what has been looked up before
   * @param number of the case
   */
  JudgedCase(Asking asking, CaseFile known, int number) {
    this.number = number;
    ActionValue about = known.cases().get(number).about();
    LearnedDecomposition learned = asking.learned();
    LearnedDecomposition.Teaching teaching = asking.teaching();
    RandomStreams chances = new RandomStreams(ContentAddress.numberOf(about.state()));
    PlayedFutures.Played played =
        teaching.futures().of(about, chances.stream("played futures", about.action()));
    double z = played.returns()[0];
    double[] references = new double[known.cases().size()];
    Arrays.fill(references, Double.NaN);
    references[number] = z;
    file = known.cameTo(references);
    usefulness = new Usefulness(learned.judge(), learned.dossier(), teaching.framePrice());
    reference =
        QuestionTree.leaf(
            RootLocale.format(
                "What do rewards within %d agent steps and the value after them come to in games"
                    + " that are played? (for Q4 only)",
                teaching.referenceSteps()),
            "emulator",
            number(z),
            z,
            played.framesPlayed());
  }

  /** The same of a state and an action of which nothing has been looked up. */
  static JudgedCase fresh(Asking asking, ActionValue about) {
    return new JudgedCase(asking, CaseFile.alone(asking.consequences(), about, Anchor.FINDINGS), 0);
  }

  /** What the case comes to, which Q4 is measured by, with the frames of the futures. */
  QuestionTree reference() {
    return reference;
  }

  /**
   * Looks items up.
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
