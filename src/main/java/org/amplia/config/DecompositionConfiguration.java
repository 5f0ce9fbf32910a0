package org.amplia.config;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.amplia.base.RootLocale;
import org.amplia.base.UserError;
import org.amplia.decomposition.learn.DecompositionSettings;
import org.amplia.decomposition.learn.LearnedDecomposition;
import org.amplia.model.Leash;
import org.amplia.question.Continuation;
import org.amplia.question.Information;
import org.amplia.question.InformationLabel;
import org.amplia.question.QuerySpace;
import org.amplia.update.AnswerUpdate;

/**
 * How Q3 and the judge are learned in the loop, with {@code overseer.decomposition=learned}.
 *
 * @param items how often Q3 is asked about a state and action at most, 1 or more
 * @param states decisive states of a round that judge and chooser learn from, every action of each;
 *     10 or more
 * @param futures futures of a case, played with the game's stickiness; what the case comes to is
 *     their mean, and no item reads them; 1 or more
 * @param referenceSteps agent steps of such a future, after which M1 values the state reached; the
 *     longest item is as long; 2 or more
 * @param continuations who may act in an item, separated by commas: {@code policy}, {@code repeat},
 *     {@code noop}, {@code random}
 * @param lookUps the items that may be asked for, such as {@code reward/16/policy}, separated by
 *     commas; empty for all there are up to {@code referenceSteps} under the continuations. Only
 *     these may show hidden cells
 * @param from a file of demonstrated decompositions or a folder of them, which M1 and the judge
 *     begin from; empty for the fixed decomposition
 * @param update how Q3 is learned: {@code imitation}, {@code reinforce} or {@code mixed}; {@code
 *     none} goes on asking as the clone of the fixed decomposition does
 * @param leash β of Q3's updates, towards what was asked when the round began, standard deviations
 *     of usefulness a nat
 * @param entropy the bonus for the entropy of Q3's answers, standard deviations of usefulness a nat
 * @param framePrice λ, nats per 1,000 emulator frames
 * @param hiddenUnits width of the hidden layer of judge and chooser
 * @param stateDropout share of the state's features that judge and chooser do not see in a step of
 *     learning, 0 … 0.99
 * @param judgeSteps gradient steps of the judge in a round
 * @param chooserSteps gradient steps of the chooser in a round
 */
public record DecompositionConfiguration(
    int items,
    int states,
    int futures,
    int referenceSteps,
    String continuations,
    String lookUps,
    String from,
    String update,
    double leash,
    double entropy,
    double framePrice,
    int hiddenUnits,
    double stateDropout,
    int judgeSteps,
    int chooserSteps) {
  private static final String NONE = "none";
  private static final List<String> UPDATES = List.of("imitation", "reinforce", "mixed", NONE);
  private static final int MOST_ITEMS = 8;
  private static final int FEWEST_STATES = 10;
  private static final double MOST_DROPOUT = 0.99;

  /** All futures of a state advance together, each in a game of its own. */
  private static final int MOST_FUTURES = 32;

  /** Checks the values. */
  public DecompositionConfiguration {
    Limits.atLeast(1, "decomposition.items", items);
    Limits.within(1, MOST_ITEMS, "decomposition.items", items);
    Limits.atLeast(FEWEST_STATES, "decomposition.states", states);
    Limits.within(1, MOST_FUTURES, "decomposition.futures", futures);
    Limits.atLeast(2, "decomposition.referenceSteps", referenceSteps);
    Limits.within(0, 1e6, "decomposition.leash", leash);
    Limits.within(0, 1e6, "decomposition.entropy", entropy);
    Limits.within(0, 1e6, "decomposition.framePrice", framePrice);
    Limits.within(1, Limits.MOST_HIDDEN_UNITS, "decomposition.hiddenUnits", hiddenUnits);
    Limits.within(0, MOST_DROPOUT, "decomposition.stateDropout", stateDropout);
    Limits.atLeast(1, "decomposition.judgeSteps", judgeSteps);
    Limits.atLeast(
        DecompositionSettings.STANDARD.phases(), "decomposition.chooserSteps", chooserSteps);
    Limits.given("decomposition.continuations", continuations);
    if (!continuations(continuations).contains(Continuation.POLICY)) {
      throw new UserError(
          RootLocale.format(
              "decomposition.continuations is %s: policy must be among them, the demonstrated items are asked under it",
              continuations));
    }
    Limits.given("decomposition.from", from);
    Limits.given("decomposition.lookUps", lookUps);
    List<Information> given = items(lookUps);
    for (Information item : given) {
      UserError.unless(
          item.continuation() != Continuation.DEMONSTRATOR,
          "decomposition.lookUps has '%s': the demonstrator's clone is no part of M1 here",
          item.label());
    }
    UserError.unless(
        Set.copyOf(given).size() == given.size(), "decomposition.lookUps has an item twice");
    if (!UPDATES.contains(update)) {
      throw new UserError(
          RootLocale.format(
              "decomposition.update is %s: choose one of %s", update, String.join(", ", UPDATES)));
    }
  }

  /** What was found to do; {@code docs/questions.md} explains it. */
  static DecompositionConfiguration standard() {
    return new DecompositionConfiguration(
        2, 100, 8, 16, "policy", "", "", "reinforce", 0.5, 0, 1, 64, 0.9, 600, 300);
  }

  /** The settings of learning. */
  public DecompositionSettings settings() {
    DecompositionSettings standard = DecompositionSettings.STANDARD;
    return new DecompositionSettings(
        items,
        framePrice,
        standard.bins(),
        hiddenUnits,
        judgeSteps,
        chooserSteps,
        standard.phases(),
        standard.candidates(),
        standard.batchSize(),
        standard.learningRate());
  }

  /** Of judge and chooser. */
  public LearnedDecomposition.Shape shape() {
    return new LearnedDecomposition.Shape(hiddenUnits, (float) stateDropout);
  }

  /** Whether what is asked is learned, and not only what follows from it. */
  public boolean learnsToAsk() {
    return !update.equals(NONE);
  }

  /** How Q3 is learned. */
  public AnswerUpdate answerUpdate() {
    return settings().updates(new Leash(leash, entropy)).get(update);
  }

  /** Who may act in an item. */
  public List<Continuation> whoActs() {
    return continuations(continuations);
  }

  /** The items that may be asked for; empty for all. */
  public List<Information> given() {
    return items(lookUps);
  }

  /**
   * The items that can be learned.
   *
   * @param cells RAM cells whose change may be asked for, where no items are given
   */
  public QuerySpace space(int[] cells) {
    return given().isEmpty()
        ? new QuerySpace(cells, referenceSteps, whoActs())
        : new QuerySpace(given());
  }

  private static List<Information> items(String labels) {
    return labels.isBlank()
        ? List.of()
        : Arrays.stream(labels.split(",", -1))
            .map(label -> InformationLabel.read(label.strip()))
            .toList();
  }

  private static List<Continuation> continuations(String labels) {
    return Arrays.stream(labels.split(",", -1)).map(label -> continuation(label.strip())).toList();
  }

  /** The demonstrator's clone is no part of M1 after cloning, so it cannot go on here. */
  private static Continuation continuation(String label) {
    List<Continuation> all =
        Arrays.stream(Continuation.values()).filter(c -> c != Continuation.DEMONSTRATOR).toList();
    return all.stream()
        .filter(one -> one.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new UserError(
                    RootLocale.format(
                        "decomposition.continuations has '%s': name some of %s, separated by commas",
                        label,
                        all.stream().map(Continuation::label).collect(Collectors.joining(", ")))));
  }
}
