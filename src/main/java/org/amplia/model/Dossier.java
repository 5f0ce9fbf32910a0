package org.amplia.model;

import java.util.ArrayList;
import java.util.List;
import org.amplia.net.InputEncoder;
import org.amplia.question.Continuation;
import org.amplia.question.Feature;
import org.amplia.question.Finding;
import org.amplia.question.QuerySpace;

/**
 * How a state, an action and a set of findings are put to a network. Findings are added up, each by
 * what it says whatever the others say, so their order does not matter and any number of them is a
 * question (a deep set, Zaheer et al. 2017, with an embedding that is linear in the columns below).
 *
 * <p>Columns: the action; for each feature and horizon that it is known, and its answer; for each
 * item its answer; for each kind of feature, horizon and continuation the answer; for each horizon
 * and continuation that something is known. What items have in common is so learned together, and
 * what a single one says by itself.
 *
 * @param space the items there are
 * @param actions the actions there are
 * @param encoder how the bytes become a network's inputs
 */
public record Dossier(QuerySpace space, int actions, InputEncoder.WithColumns encoder) {
  private static final int ENTRIES_A_FINDING = 5;
  private static final int EACH = 2;
  private static final int KINDS = 5;
  private static final double RAM_SCALE = 16;
  private static final int HORIZONS = QuerySpace.HORIZONS.size();
  private static final int CONTINUATIONS = Continuation.values().length;

  /**
   * A dossier over a way to read observations.
   *
   * @param maxFindings the most that can be known at once
   */
  public static Dossier of(
      InputEncoder observations, QuerySpace space, int actions, int maxFindings) {
    int columns =
        actions
            + space.features().size() * HORIZONS * EACH
            + space.size()
            + (KINDS + 1) * HORIZONS * CONTINUATIONS;
    return new Dossier(
        space,
        actions,
        new InputEncoder.WithColumns(observations, columns, 1 + maxFindings * ENTRIES_A_FINDING));
  }

  /** The network's question: a state, an action, what is known. */
  public byte[] bytes(byte[] observation, int action, List<Finding> known) {
    List<InputEncoder.Entry> entries = new ArrayList<>();
    entries.add(new InputEncoder.Entry(action, 1));
    for (Finding finding : known) {
      add(finding, entries);
    }
    return encoder.bytes(observation, entries);
  }

  private void add(Finding finding, List<InputEncoder.Entry> entries) {
    Feature feature = finding.information().feature();
    boolean isRam = feature instanceof Feature.RamChange;
    float answer = (float) (isRam ? finding.answer() / RAM_SCALE : finding.answer());
    int horizon = QuerySpace.HORIZONS.indexOf(finding.information().horizonSteps());
    int index = space.featureIndex(finding.information());
    int ofFeature = actions + (index * HORIZONS + horizon) * EACH;
    int ofItem = actions + space.features().size() * HORIZONS * EACH;
    int when = horizon * CONTINUATIONS + finding.information().continuation().ordinal();
    int shared = ofItem + space.size();
    int kind = Math.min(index, KINDS - 1);
    entries.add(new InputEncoder.Entry(ofFeature, 1));
    entries.add(new InputEncoder.Entry(ofFeature + 1, answer));
    entries.add(new InputEncoder.Entry(ofItem + space.indexOf(finding.information()), answer));
    entries.add(new InputEncoder.Entry(shared + kind * HORIZONS * CONTINUATIONS + when, answer));
    entries.add(new InputEncoder.Entry(shared + KINDS * HORIZONS * CONTINUATIONS + when, 1));
  }
}
