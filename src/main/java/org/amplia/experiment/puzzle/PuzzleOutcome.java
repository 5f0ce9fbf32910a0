package org.amplia.experiment.puzzle;

import java.util.Map;

/**
 * What a way to ask comes to with the judge of a run.
 *
 * @param run whose judge it is
 * @param asked {@link #M1}, {@link #ANY}, {@link #DECIDING}, {@link #NOTHING}, {@link #POLICY}, or
 *     an item's label
 * @param measures those that could be measured
 * @param frames of training, all emulator frames
 */
public record PuzzleOutcome(
    PuzzleRun run, String asked, Map<Measure, Double> measures, long frames) {
  /** What M1 asks. */
  public static final String M1 = "M1";

  /** An item drawn for each state. */
  public static final String ANY = "any item";

  /** The item that decides: the best that can be asked. */
  public static final String DECIDING = "what decides";

  /** No item. */
  public static final String NOTHING = "nothing";

  /** Nobody: the policy chooses, and not M2. It has a score alone. */
  public static final String POLICY = "the policy alone";

  /** What is measured, on states that nothing is learned from. */
  public enum Measure {
    /** Share of the states in which the first item is one that decides. */
    RIGHT("asks what decides"),
    /** What the first item tells, as a share of what the best one does: mean over the states. */
    INFORMATION("information"),
    /** By how much M2's action comes to more than the policy's, mean discounted return a state. */
    GAIN("decision gain"),
    /** Mean score of whole games in which M2 chooses every action. */
    SCORE("score"),
    /** Emulator frames of looking up, for all actions of a state. */
    FRAMES("frames"),
    /** Mean of −log q(z), nats. */
    NLL("nll"),
    /** Kendall's τ-a between M2's order of the actions and the true one. */
    TAU("tau");

    private final String label;

    Measure(String label) {
      this.label = label;
    }

    /** The name in files of results. */
    public String label() {
      return label;
    }
  }

  /** Copies the measures. */
  public PuzzleOutcome {
    measures = Map.copyOf(measures);
  }

  /** One of the measures; NaN if it could not be measured. */
  public double get(Measure measure) {
    return measures.getOrDefault(measure, Double.NaN);
  }

  /** Decision gain for 1,000 frames of looking up; NaN if there were none. */
  public double gainPerKiloframe() {
    double frames = get(Measure.FRAMES);
    return frames == 0 ? Double.NaN : get(Measure.GAIN) * 1000 / frames;
  }
}
