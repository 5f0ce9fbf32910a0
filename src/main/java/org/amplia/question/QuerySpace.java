package org.amplia.question;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.amplia.base.RandomStream;
import org.amplia.base.UserError;

/**
 * The domain of Q3's answers: every feature at every horizon under every continuation, some
 * thousands of items, each with a number. Of RAM only those cells are in it that have been seen to
 * change: the others have nothing to tell.
 */
public final class QuerySpace {
  /** Agent steps, the action included. */
  public static final List<Integer> HORIZONS = List.of(1, 2, 4, 8, 16, 32, 64);

  private static final int CELLS = 128;
  private static final List<Feature> ALWAYS =
      List.of(
          new Feature.RewardSum(),
          new Feature.LivesLost(),
          new Feature.GameEnded(),
          new Feature.LeafValue());
  private static final int CONTINUATIONS = Continuation.values().length;

  private final List<Feature> features = new ArrayList<>(ALWAYS);
  private final int[] featureOfCell = new int[CELLS];

  /**
   * A space.
   *
   * @param cells RAM cells that are in it, 0 … 127
   */
  public QuerySpace(int[] cells) {
    Arrays.fill(featureOfCell, -1);
    for (int cell : cells) {
      featureOfCell[cell] = features.size();
      features.add(new Feature.RamChange(cell));
    }
  }

  /** The features, the RAM cells last. */
  public List<Feature> features() {
    return features;
  }

  /** The number of items. */
  public int size() {
    return features.size() * HORIZONS.size() * CONTINUATIONS;
  }

  /** The item of that number, 0 … size − 1. */
  public Information at(int index) {
    int continuation = index % CONTINUATIONS;
    int rest = index / CONTINUATIONS;
    return new Information(
        features.get(rest / HORIZONS.size()),
        HORIZONS.get(rest % HORIZONS.size()),
        Continuation.values()[continuation]);
  }

  /** The number of an item. */
  public int indexOf(Information item) {
    return (featureIndex(item) * HORIZONS.size() + HORIZONS.indexOf(item.horizonSteps()))
            * CONTINUATIONS
        + item.continuation().ordinal();
  }

  /** Whether an item is in the space. */
  public boolean holds(Information item) {
    return featureIndex(item) >= 0 && HORIZONS.contains(item.horizonSteps());
  }

  /** Where an item's feature is in {@link #features()}; −1 if it is not. */
  public int featureIndex(Information item) {
    return item.feature() instanceof Feature.RamChange change
        ? featureOfCell[change.cell()]
        : ALWAYS.indexOf(item.feature());
  }

  /**
   * An item with each kind of feature as likely as another, whatever the number of RAM cells; then
   * evenly.
   */
  public Information any(RandomStream random) {
    int cells = features.size() - ALWAYS.size();
    int kind = random.nextInt(ALWAYS.size() + (cells > 0 ? 1 : 0));
    return new Information(
        features.get(kind < ALWAYS.size() ? kind : ALWAYS.size() + random.nextInt(cells)),
        HORIZONS.get(random.nextInt(HORIZONS.size())),
        Continuation.values()[random.nextInt(CONTINUATIONS)]);
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
    throw new UserError(
        "'%s' can not be looked up: name feature/horizon/continuation, of %s; %s; %s"
            .formatted(
                label,
                features.stream().map(Feature::label).collect(Collectors.joining(", ")),
                HORIZONS.stream().map(String::valueOf).collect(Collectors.joining(", ")),
                Arrays.stream(Continuation.values())
                    .map(Continuation::label)
                    .collect(Collectors.joining(", "))));
  }
}
