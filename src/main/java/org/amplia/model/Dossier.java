package org.amplia.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.amplia.base.RandomStream;
import org.amplia.net.Architecture;
import org.amplia.net.InputEncoder;
import org.amplia.net.Network;
import org.amplia.question.Continuation;
import org.amplia.question.Feature;
import org.amplia.question.Finding;
import org.amplia.question.Information;
import org.amplia.question.QuerySpace;

/**
 * How a state, an action, M1's own answer to Q2 and a set of findings are put to a network.
 * Findings are added up, each by what it says whatever the others say, so their order does not
 * matter and any number of them is a question (a deep set, Zaheer et al. 2017, with an embedding
 * that is linear in the columns below).
 *
 * <p>Columns: the action; M1's value; for each feature and horizon that it is known, and its
 * answer; for each item its answer; for each kind of feature, horizon and continuation the answer;
 * for each horizon and continuation that something is known. What items have in common is so
 * learned together, and what a single one says by itself; for a byte's value the bins that it falls
 * into, and its products with the place of what the player controls. M1's value and answers that
 * are returns (rewards, the value of the state reached) are also given by the bins that they fall
 * into: a distribution over returns is decided by differences that a number alone shows hardly.
 * Only features, horizons and continuations that occur in the space have columns: every column
 * costs time in every gradient step.
 */
public final class Dossier {
  /**
   * Of the state's features, in most fits. A network that sees all of a thousand features knows two
   * thousand cases by heart after two passes, before it has learned what findings say.
   */
  public static final float STATE_DROPOUT = 0.9f;

  private static final float HIDDEN_DROPOUT = 0.3f;
  private static final int ENTRIES_OF_A_RETURN = 2;
  private static final int ENTRIES_A_FINDING =
      5 + 2 * ENTRIES_OF_A_RETURN + InputEncoder.Ram.MOST_PAIRS;
  private static final int ENTRIES_BEFORE = 2 + ENTRIES_OF_A_RETURN;
  private static final int EACH = 2;
  private static final double RAM_SCALE = 16;

  /** A byte's value is also given by the bins that it falls into: places are near each other. */
  private static final ReturnBins VALUES = ReturnBins.even(0, 255, 17);

  private static final double SPREAD = 4;

  private final QuerySpace space;
  private final int actions;
  private final ReturnBins bins;
  private final InputEncoder.WithColumns encoder;
  private final Places places;
  private final int pairs;

  // The first column of each group of them.
  private final int firstItem;
  private final int firstKind;
  private final int firstKnown;
  private final int firstReturn;
  private final int firstValue;

  /**
   * A dossier over a way to read observations.
   *
   * @param space the items there are
   * @param actions the actions there are
   * @param bins of the returns
   * @param maxFindings the most that can be known at once
   */
  public Dossier(
      InputEncoder observations, QuerySpace space, int actions, ReturnBins bins, int maxFindings) {
    this.space = space;
    this.actions = actions;
    this.bins = bins;
    places = Places.of(space);
    pairs = observations instanceof InputEncoder.Ram ram ? ram.pairCount() : 0;
    firstItem =
        actions + 1 + bins.count() + space.features().size() * places.horizons().size() * EACH;
    firstKind = firstItem + space.size();
    firstKnown = firstKind + places.kinds().size() * places.whens().size();
    firstReturn = firstKnown + places.whens().size();
    firstValue = firstReturn + places.returnBlocks() * bins.count();
    encoder =
        new InputEncoder.WithColumns(
            observations,
            firstValue + places.values().size() * (VALUES.count() + pairs),
            ENTRIES_BEFORE + maxFindings * ENTRIES_A_FINDING);
  }

  /**
   * When something is known of.
   *
   * @param horizonSteps agent steps
   */
  private record When(int horizonSteps, Continuation continuation) {
    static When of(Information item) {
      return new When(item.horizonSteps(), item.continuation());
    }
  }

  /**
   * What occurs in a space, each at its place among its like.
   *
   * @param features all
   * @param horizons of the items
   * @param kinds of features that have a column each; a byte's value has bins of its own
   * @param returns the features that are returns
   * @param values the features that are a byte's value
   */
  private record Places(
      Map<Feature, Integer> features,
      Map<Integer, Integer> horizons,
      Map<When, Integer> whens,
      Map<Class<?>, Integer> kinds,
      Map<Feature, Integer> returns,
      Map<Feature, Integer> values) {
    static Places of(QuerySpace space) {
      List<Feature> features = space.features();
      return new Places(
          numbered(features.stream()),
          numbered(space.horizons().stream()),
          numbered(space.items().stream().map(When::of)),
          numbered(features.stream().filter(f -> !isValue(f)).map(Feature::getClass)),
          numbered(features.stream().filter(Feature::isReturn)),
          numbered(features.stream().filter(Places::isValue)));
    }

    private static boolean isValue(Feature feature) {
      return feature instanceof Feature.RamValue;
    }

    private static <T> Map<T, Integer> numbered(Stream<? extends T> all) {
      Map<T, Integer> numbers = new HashMap<>();
      all.forEach(one -> numbers.putIfAbsent(one, numbers.size()));
      return numbers;
    }

    /** Of bins: one for each return, horizon and continuation, and one for all of them. */
    int returnBlocks() {
      return returns.isEmpty() ? 0 : returns.size() * whens.size() + 1;
    }
  }

  /** The items there are. */
  public QuerySpace space() {
    return space;
  }

  /** The actions there are. */
  public int actions() {
    return actions;
  }

  /** Of returns. */
  public ReturnBins bins() {
    return bins;
  }

  /** How the bytes become a network's inputs. */
  public InputEncoder.WithColumns encoder() {
    return encoder;
  }

  /**
   * A network over dossiers that has learned nothing yet: one hidden layer with dropout.
   *
   * @param stateDropout share of the state's features that a training step does not see; of
   *     findings all are seen
   */
  public Network freshNetwork(
      int hiddenUnits, int outputs, float stateDropout, RandomStream random) {
    return new Network(
        new Architecture.Mlp(
            encoder.features(), hiddenUnits, outputs, stateDropout, HIDDEN_DROPOUT),
        encoder,
        random);
  }

  /** The most findings that can be known at once. */
  public int maxFindings() {
    return (encoder.maxEntries() - ENTRIES_BEFORE) / ENTRIES_A_FINDING;
  }

  /**
   * The network's question: a state, an action, what is known.
   *
   * @param ownValue M1's answer to Q2 before anything is looked up, a discounted return
   */
  public byte[] bytes(byte[] observation, int action, double ownValue, List<Finding> known) {
    List<InputEncoder.Entry> entries = new ArrayList<>();
    entries.add(new InputEncoder.Entry(action, 1));
    entries.add(new InputEncoder.Entry(actions, scaled(ownValue)));
    binned(ownValue, actions + 1, entries);
    for (Finding finding : known) {
      add(finding, observation, entries);
    }
    return encoder.bytes(observation, entries);
  }

  /**
   * What is known in a question: places in the space, in the order of the findings.
   *
   * @param question as {@link #bytes} gave it
   */
  public int[] known(byte[] question) {
    return Arrays.stream(encoder.columns(question))
        .filter(column -> column >= firstItem && column < firstKind)
        .map(column -> column - firstItem)
        .toArray();
  }

  /** The bins are {@link #SPREAD} apart from the lowest to the highest. */
  private float scaled(double value) {
    double[] centres = bins.centres();
    return (float) (value * SPREAD / (centres[centres.length - 1] - centres[0]));
  }

  private void binned(double value, int from, List<InputEncoder.Entry> entries) {
    binned(bins, value, from, entries);
  }

  private static void binned(
      ReturnBins bins, double value, int from, List<InputEncoder.Entry> entries) {
    double[] weights = bins.weights(value);
    for (int bin = 0; bin < weights.length; bin++) {
      if (weights[bin] > 0) {
        entries.add(new InputEncoder.Entry(from + bin, (float) weights[bin]));
      }
    }
  }

  private void add(Finding finding, byte[] observation, List<InputEncoder.Entry> entries) {
    Information item = finding.information();
    Feature feature = item.feature();
    float answer = scaled(finding);
    int ofFeature =
        actions
            + 1
            + bins.count()
            + EACH
                * (places.features().get(feature) * places.horizons().size()
                    + places.horizons().get(item.horizonSteps()));
    int when = places.whens().get(When.of(item));
    entries.add(new InputEncoder.Entry(ofFeature, 1));
    entries.add(new InputEncoder.Entry(ofFeature + 1, answer));
    entries.add(new InputEncoder.Entry(firstItem + space.indexOf(item), answer));
    Integer kind = places.kinds().get(feature.getClass());
    if (kind != null) {
      entries.add(new InputEncoder.Entry(firstKind + kind * places.whens().size() + when, answer));
    }
    entries.add(new InputEncoder.Entry(firstKnown + when, 1));
    Integer value = places.values().get(feature);
    if (value != null) {
      int from = firstValue + value * (VALUES.count() + pairs);
      binned(VALUES, finding.answer(), from, entries);
      addPairs(from + VALUES.count(), (int) finding.answer(), observation, entries);
    }
    Integer isReturn = places.returns().get(feature);
    if (isReturn != null) {
      int block = isReturn * places.whens().size() + when;
      binned(finding.answer(), firstReturn + block * bins.count(), entries);
      binned(finding.answer(), firstReturn + (places.returnBlocks() - 1) * bins.count(), entries);
    }
  }

  private float scaled(Finding finding) {
    Feature feature = finding.information().feature();
    if (feature.isReturn()) {
      return scaled(finding.answer());
    }
    if (feature instanceof Feature.RamValue) {
      return (float) (finding.answer() / 255);
    }
    return (float)
        (feature instanceof Feature.RamChange ? finding.answer() / RAM_SCALE : finding.answer());
  }

  /**
   * Where something is matters together with where the player is. A small network does not find
   * such products by itself, see {@link org.amplia.net.RamEncoder}.
   */
  private void addPairs(int from, int value, byte[] observation, List<InputEncoder.Entry> entries) {
    if (encoder.observation() instanceof InputEncoder.Ram ram) {
      for (InputEncoder.Entry pair : ram.pairs(observation, value)) {
        entries.add(new InputEncoder.Entry(from + pair.column(), pair.value()));
      }
    }
  }
}
