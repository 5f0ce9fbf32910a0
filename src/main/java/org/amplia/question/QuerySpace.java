package org.amplia.question;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.amplia.base.RandomStream;
import org.amplia.base.UserError;

/**
 * The domain of Q3's answers: every feature at every horizon under every continuation, some
 * thousands of items, each with a number, and if so made {@link Information#NOTHING_MORE}. Of RAM
 * only those cells are in it that have been seen to change: the others have nothing to tell.
 */
public final class QuerySpace {
  /** Agent steps, the action included. */
  public static final List<Integer> HORIZONS = List.of(1, 2, 4, 8, 16, 32, 64);

  private static final int CELLS = 128;

  /** The features of any game. */
  static final List<Feature> ALWAYS =
      List.of(
          new Feature.RewardSum(),
          new Feature.LivesLost(),
          new Feature.GameEnded(),
          new Feature.LeafValue(),
          new Feature.Outcome());

  private final List<Feature> features = new ArrayList<>(ALWAYS);
  private final int[] featureOfCell = new int[CELLS];
  private final List<Integer> horizons;
  private final List<Continuation> continuations;
  private final boolean mayStop;

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
    this(cells, longestSteps, continuations, false);
  }

  private QuerySpace(
      int[] cells, int longestSteps, List<Continuation> continuations, boolean mayStop) {
    this.mayStop = mayStop;
    horizons = HORIZONS.stream().filter(horizon -> horizon <= longestSteps).toList();
    this.continuations = List.copyOf(continuations);
    Arrays.fill(featureOfCell, -1);
    for (int cell : cells) {
      featureOfCell[cell] = features.size();
      features.add(new Feature.RamChange(cell));
    }
  }

  /** The same space with the answer that nothing more is worth asking. */
  public QuerySpace withStop() {
    return new QuerySpace(cells(), horizons.get(horizons.size() - 1), continuations, true);
  }

  /** The features, the RAM cells last. */
  public List<Feature> features() {
    return features;
  }

  /** The horizons, agent steps, ascending. */
  public List<Integer> horizons() {
    return horizons;
  }

  /** Who may act after the action. */
  public List<Continuation> continuations() {
    return continuations;
  }

  /** The RAM cells, in the order of their features. */
  public int[] cells() {
    return features.stream()
        .filter(Feature.RamChange.class::isInstance)
        .mapToInt(feature -> ((Feature.RamChange) feature).cell())
        .toArray();
  }

  /** Whether {@link Information#NOTHING_MORE} is an answer; it has the last number. */
  public boolean mayStop() {
    return mayStop;
  }

  /** The number of answers. */
  public int size() {
    return items() + (mayStop ? 1 : 0);
  }

  private int items() {
    return features.size() * horizons.size() * continuations.size();
  }

  /** The item of that number, 0 … size − 1. */
  public Information at(int index) {
    if (mayStop && index == items()) {
      return Information.NOTHING_MORE;
    }
    int continuation = index % continuations.size();
    int rest = index / continuations.size();
    return new Information(
        features.get(rest / horizons.size()),
        horizons.get(rest % horizons.size()),
        continuations.get(continuation));
  }

  /**
   * The number of an item.
   *
   * @throws IllegalArgumentException if it is not in the space
   */
  public int indexOf(Information item) {
    if (!holds(item)) {
      throw new IllegalArgumentException(item.label() + " is not in the space");
    }
    if (item.isNothing()) {
      return items();
    }
    return (featureIndex(item) * horizons.size() + horizons.indexOf(item.horizonSteps()))
            * continuations.size()
        + continuations.indexOf(item.continuation());
  }

  /** Whether an item is in the space. */
  public boolean holds(Information item) {
    if (item.isNothing()) {
      return mayStop;
    }
    return featureIndex(item) >= 0
        && horizons.contains(item.horizonSteps())
        && continuations.contains(item.continuation());
  }

  /** Where an item's feature is in {@link #features()}; −1 if it is not. */
  public int featureIndex(Information item) {
    return item.feature() instanceof Feature.RamChange change
        ? featureOfCell[change.cell()]
        : ALWAYS.indexOf(item.feature());
  }

  /**
   * An answer with each kind of feature as likely as another, whatever the number of RAM cells, and
   * to ask nothing more as likely as a kind; then evenly.
   */
  public Information any(RandomStream random) {
    int cells = features.size() - ALWAYS.size();
    int kinds = ALWAYS.size() + (cells > 0 ? 1 : 0);
    int kind = random.nextInt(kinds + (mayStop ? 1 : 0));
    if (kind == kinds) {
      return Information.NOTHING_MORE;
    }
    return new Information(
        features.get(kind < ALWAYS.size() ? kind : ALWAYS.size() + random.nextInt(cells)),
        horizons.get(random.nextInt(horizons.size())),
        continuations.get(random.nextInt(continuations.size())));
  }

  /**
   * The item that a label names, as {@link Information#label} writes it.
   *
   * @throws UserError that says what there is, if it is not in the space
   */
  public Information named(String label) {
    for (int i = 0; i < size(); i++) {
      if (at(i).label().equals(label)) {
        return at(i);
      }
    }
    throw UserError.of(
        "'%s' can not be looked up: name feature/horizon/continuation, of %s; %s; %s",
        label,
        features.stream().map(Feature::label).collect(Collectors.joining(", ")),
        horizons.stream().map(String::valueOf).collect(Collectors.joining(", ")),
        continuations.stream().map(Continuation::label).collect(Collectors.joining(", ")));
  }
}
