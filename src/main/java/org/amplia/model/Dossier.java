package org.amplia.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.amplia.base.RandomStream;
import org.amplia.net.Architecture;
import org.amplia.net.InputEncoder;
import org.amplia.net.Network;
import org.amplia.question.Continuation;
import org.amplia.question.Feature;
import org.amplia.question.Finding;
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
 *
 * @param space the items there are
 * @param actions the actions there are
 * @param bins of returns
 * @param encoder how the bytes become a network's inputs
 */
public record Dossier(
    QuerySpace space, int actions, ReturnBins bins, InputEncoder.WithColumns encoder) {
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
  private static final int HORIZONS = QuerySpace.HORIZONS.size();
  private static final int WHENS = HORIZONS * Continuation.values().length;

  /** The kinds of feature that have a column each; a byte's value has bins of its own. */
  private static final List<Class<? extends Feature>> KINDS =
      List.of(
          Feature.RewardSum.class,
          Feature.LivesLost.class,
          Feature.GameEnded.class,
          Feature.LeafValue.class,
          Feature.Outcome.class,
          Feature.RamChange.class);

  /** The kinds of feature that are returns, in the order of their blocks. */
  private static final List<Feature> RETURNS =
      List.of(new Feature.RewardSum(), new Feature.LeafValue(), new Feature.Outcome());

  /** Of each of them, and one block for all and any horizon. */
  private static final int RETURN_BLOCKS = RETURNS.size() * WHENS + 1;

  /**
   * A dossier over a way to read observations.
   *
   * @param bins of the returns
   * @param maxFindings the most that can be known at once
   */
  public static Dossier of(
      InputEncoder observations, QuerySpace space, int actions, ReturnBins bins, int maxFindings) {
    int columns =
        actions
            + 1
            + bins.count()
            + space.features().size() * HORIZONS * EACH
            + space.size()
            + (KINDS.size() + 1) * WHENS
            + RETURN_BLOCKS * bins.count()
            + (VALUES.count() + pairs(observations)) * values(space).size();
    return new Dossier(
        space,
        actions,
        bins,
        new InputEncoder.WithColumns(
            observations, columns, ENTRIES_BEFORE + maxFindings * ENTRIES_A_FINDING));
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
    int from = firstItem();
    return Arrays.stream(encoder.columns(question))
        .filter(column -> column >= from && column < from + space.size())
        .map(column -> column - from)
        .toArray();
  }

  /** Column of the first item's answer. */
  private int firstItem() {
    return actions + 1 + bins.count() + space.features().size() * HORIZONS * EACH;
  }

  /** Columns of what the player controls together with a byte, for each byte. */
  private static int pairs(InputEncoder observations) {
    return observations instanceof InputEncoder.Ram ram ? ram.pairCount() : 0;
  }

  private static List<Feature> values(QuerySpace space) {
    return space.features().stream().filter(Feature.RamValue.class::isInstance).toList();
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
    Feature feature = finding.information().feature();
    boolean isReturn = feature.isReturn();
    boolean isRam = feature instanceof Feature.RamChange;
    float answer =
        isReturn
            ? scaled(finding.answer())
            : (float) (isRam ? finding.answer() / RAM_SCALE : finding.answer());
    int values = values(space).indexOf(feature);
    if (values >= 0) {
      answer = (float) (finding.answer() / 255);
    }
    int horizon = QuerySpace.HORIZONS.indexOf(finding.information().horizonSteps());
    int index = space.features().indexOf(feature);
    int ofFeature = actions + 1 + bins.count() + (index * HORIZONS + horizon) * EACH;
    int ofItem = firstItem();
    int when =
        horizon * Continuation.values().length + finding.information().continuation().ordinal();
    int shared = ofItem + space.size();
    int kind = KINDS.indexOf(feature.getClass());
    entries.add(new InputEncoder.Entry(ofFeature, 1));
    entries.add(new InputEncoder.Entry(ofFeature + 1, answer));
    entries.add(new InputEncoder.Entry(ofItem + space.indexOf(finding.information()), answer));
    if (kind >= 0) {
      entries.add(new InputEncoder.Entry(shared + kind * WHENS + when, answer));
    }
    entries.add(new InputEncoder.Entry(shared + KINDS.size() * WHENS + when, 1));
    int blocks = shared + (KINDS.size() + 1) * WHENS;
    if (values >= 0) {
      int from = blocks + RETURN_BLOCKS * bins.count() + values * VALUES.count();
      binned(VALUES, finding.answer(), from, entries);
      addPairs(values, (int) finding.answer(), observation, entries);
    }
    if (isReturn) {
      int block = RETURNS.indexOf(feature) * WHENS + when;
      binned(finding.answer(), blocks + block * bins.count(), entries);
      binned(finding.answer(), blocks + (RETURN_BLOCKS - 1) * bins.count(), entries);
    }
  }

  /**
   * Where something is matters together with where the player is. A small network does not find
   * such products by itself, see {@link org.amplia.net.RamEncoder}.
   */
  private void addPairs(
      int feature, int value, byte[] observation, List<InputEncoder.Entry> entries) {
    if (encoder.observation() instanceof InputEncoder.Ram ram) {
      int from = encoder.columns() - (values(space).size() - feature) * ram.pairCount();
      for (InputEncoder.Entry pair : ram.pairs(observation, value)) {
        entries.add(new InputEncoder.Entry(from + pair.column(), pair.value()));
      }
    }
  }
}
