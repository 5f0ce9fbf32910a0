package org.amplia.question;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.amplia.base.RandomStream;
import org.amplia.base.UserError;

/**
 * The domain of Q3's answers: items, each with a number, and if so made {@link
 * Information#NOTHING_MORE}. Mostly every feature at every horizon under every continuation, some
 * thousands; of RAM only those cells that have been seen to change: the others have nothing to
 * tell.
 */
public final class QuerySpace {
  /** Agent steps, the action included. */
  public static final List<Integer> HORIZONS = List.of(1, 2, 4, 8, 16, 32, 64);

  /** The features of any game. */
  public static final List<Feature> ALWAYS =
      List.of(
          new Feature.RewardSum(),
          new Feature.LivesLost(),
          new Feature.GameEnded(),
          new Feature.LeafValue(),
          new Feature.Outcome());

  private final List<Information> answers;
  private final Map<Information, Integer> numbers = new HashMap<>();
  private final List<Feature> features;

  /** Answers of a kind, for each kind: a feature of any game, a byte of RAM, nothing more. */
  private final List<List<Information>> kinds;

  /**
   * A space with every horizon and continuation.
   *
   * @param cells RAM cells that are in it, 0 … 127
   */
  public QuerySpace(int[] cells) {
    this(cells, HORIZONS.get(HORIZONS.size() - 1), List.of(Continuation.values()));
  }

  /**
   * A space with some of them.
   *
   * @param cells RAM cells that are in it, 0 … 127
   * @param longestSteps horizons up to it are in the space; 1 or more
   * @param continuations that are in it, one or more
   */
  public QuerySpace(int[] cells, int longestSteps, List<Continuation> continuations) {
    this(items(cells, longestSteps, continuations));
  }

  /**
   * A space of these answers.
   *
   * @param answers one or more, each once; {@link Information#NOTHING_MORE}, if it is among them,
   *     comes last
   */
  public QuerySpace(List<Information> answers) {
    this.answers = List.copyOf(answers);
    for (Information answer : answers) {
      if (numbers.put(answer, numbers.size()) != null) {
        throw new IllegalArgumentException(answer.label() + " is in the space twice");
      }
    }
    features = items().stream().map(Information::feature).distinct().toList();
    Map<Object, List<Information>> byKind =
        answers.stream().collect(Collectors.groupingBy(answer -> answer.feature().getClass()));
    // In the order of the answers: a map of classes has none.
    kinds =
        answers.stream()
            .map(answer -> answer.feature().getClass())
            .distinct()
            .map(byKind::get)
            .toList();
  }

  private static List<Information> items(
      int[] cells, int longestSteps, List<Continuation> continuations) {
    List<Feature> features = new ArrayList<>(ALWAYS);
    IntStream.of(cells).forEach(cell -> features.add(new Feature.RamChange(cell)));
    List<Information> items = new ArrayList<>();
    for (Feature feature : features) {
      for (int horizon : HORIZONS.stream().filter(h -> h <= longestSteps).toList()) {
        continuations.forEach(who -> items.add(new Information(feature, horizon, who)));
      }
    }
    return items;
  }

  /** The same space with the answer that nothing more is worth asking. */
  public QuerySpace withStop() {
    List<Information> all = new ArrayList<>(answers);
    all.add(Information.NOTHING_MORE);
    return new QuerySpace(all);
  }

  /** All answers, in the order of their numbers. */
  public List<Information> answers() {
    return answers;
  }

  /** The answers but {@link Information#NOTHING_MORE}. */
  public List<Information> items() {
    return answers.stream().filter(answer -> !answer.isNothing()).toList();
  }

  /** The features, the RAM cells last; {@link Feature.Nothing} is none of them. */
  public List<Feature> features() {
    return features;
  }

  /** The horizons, agent steps, ascending. */
  public List<Integer> horizons() {
    return items().stream().map(Information::horizonSteps).distinct().sorted().toList();
  }

  /** Whether {@link Information#NOTHING_MORE} is an answer; it has the last number. */
  public boolean mayStop() {
    return holds(Information.NOTHING_MORE);
  }

  /** The number of answers. */
  public int size() {
    return answers.size();
  }

  /** The answer of that number, 0 … size − 1. */
  public Information at(int index) {
    return answers.get(index);
  }

  /**
   * The number of an answer.
   *
   * @throws IllegalArgumentException if it is not in the space
   */
  public int indexOf(Information answer) {
    if (!holds(answer)) {
      throw new IllegalArgumentException(answer.label() + " is not in the space");
    }
    return numbers.get(answer);
  }

  /** Whether an answer is in the space. */
  public boolean holds(Information answer) {
    return numbers.containsKey(answer);
  }

  /**
   * An answer with each kind as likely as another, whatever the number of RAM cells, and to ask
   * nothing more as likely as a kind; then evenly.
   */
  public Information any(RandomStream random) {
    List<Information> kind = kinds.get(random.nextInt(kinds.size()));
    return kind.get(random.nextInt(kind.size()));
  }

  /**
   * The item that a label names, as {@link Information#label} writes it.
   *
   * @throws UserError that says what there is, if it is not in the space
   */
  public Information named(String label) {
    return answers.stream()
        .filter(answer -> answer.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                UserError.of(
                    "'%s' can not be looked up: name feature/horizon/continuation, of %s; %s; %s",
                    label,
                    listed(features.stream().map(Feature::label).toList()),
                    listed(horizons().stream().map(String::valueOf).toList()),
                    listed(
                        answers.stream()
                            .map(answer -> answer.continuation().label())
                            .distinct()
                            .toList())));
  }

  private static String listed(List<String> labels) {
    return String.join(", ", labels);
  }
}
