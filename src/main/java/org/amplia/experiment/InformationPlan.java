package org.amplia.experiment;

import org.amplia.base.UserError;
import org.amplia.decomposition.learn.DecompositionSettings;

/**
 * How large the experiment about Q3 is.
 *
 * @param learnedStates states that judge and choosers learn from, every action of each
 * @param heldOutStates states that they are measured on
 * @param referenceSteps agent steps of the look-ahead that says what a case came to
 * @param pool items looked up about each case, whatever they are, for the judge to learn from:
 *     many, since those of one continuation share its future
 * @param rounds times that the judge is fitted and then Q3 learned, 1 or more
 * @param shownRandomShare share of the demonstrator's choices that are any item, 0 … 1
 * @param greedyStates held-out states that the ceiling is measured on: it tries every item
 * @param settings of learning
 */
public record InformationPlan(
    int learnedStates,
    int heldOutStates,
    int referenceSteps,
    int pool,
    int rounds,
    double shownRandomShare,
    int greedyStates,
    DecompositionSettings settings) {
  /** What runs in a few minutes a seed on two cores. */
  public static final InformationPlan STANDARD =
      new InformationPlan(600, 200, 128, 64, 3, 0.3, 40, DecompositionSettings.STANDARD);

  /** Checks the values. */
  public InformationPlan {
    if (learnedStates < 10 || heldOutStates < 2) {
      throw UserError.of(
          "%d states to learn from and %d held out: there must be 10 and 2, or more",
          learnedStates, heldOutStates);
    }
    if (!(shownRandomShare >= 0 && shownRandomShare <= 1)) {
      throw new UserError(
          "the demonstrator's random share is " + shownRandomShare + ": it must be 0 … 1");
    }
  }

  /** The same with other numbers of states. */
  public InformationPlan withStates(int learned, int heldOut) {
    return new InformationPlan(
        learned,
        heldOut,
        referenceSteps,
        pool,
        rounds,
        shownRandomShare,
        Math.min(greedyStates, heldOut),
        settings);
  }

  /**
   * The same with another course of learning.
   *
   * @param count rounds
   * @param randomShare share of the demonstrator's choices that are anything
   */
  public InformationPlan with(int count, double randomShare) {
    return new InformationPlan(
        learnedStates,
        heldOutStates,
        referenceSteps,
        pool,
        count,
        randomShare,
        greedyStates,
        settings);
  }

  /** The same with other settings of learning. */
  public InformationPlan withSettings(DecompositionSettings other) {
    return new InformationPlan(
        learnedStates,
        heldOutStates,
        referenceSteps,
        pool,
        rounds,
        shownRandomShare,
        greedyStates,
        other);
  }
}
