package org.amplia.overseer;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.amplia.base.RootLocale;
import org.amplia.base.UserError;

/**
 * How far and how the amplified reasoner looks ahead.
 *
 * @param horizonSteps agent steps, the judged action included; 1 or more
 * @param actionSteps for how many of them the judged action is taken before the policy goes on, 1 …
 *     horizonSteps. One step of a frequent decision changes little, and what comes of it depends on
 *     all that the policy does next, which is hard to learn from the state; held, the same action
 *     decides more by itself (the action gap shrinks with the length of a step: Baird 1993,
 *     Bellemare et al. 2016)
 * @param discount per agent step, 0 … 1
 * @param depth levels of questions: with 1 the states reached are valued by M1, with more by asking
 *     Q2 of every action there, one level less deep
 * @param decomposition how Q2 is broken up; with a learned one the horizons are what is asked for
 * @param margin look-ahead by need: after 2, 4, 8 … agent steps an action is looked at further only
 *     if what it comes to so far, with M1's value, is within this of the best, and only as long as
 *     there is another such action; discounted return; 0: every action is looked at to the horizon.
 *     Racing (Maron and Moore 1997), with a fixed bound in place of a confidence interval
 */
public record LookAheadSettings(
    int horizonSteps,
    int actionSteps,
    double discount,
    int depth,
    Decomposition decomposition,
    double margin) {
  /** How Q2 is broken up. */
  public enum Decomposition {
    /** The same items in every state: rewards and the value of the state reached. */
    @JsonProperty("fixed")
    FIXED,
    /** Items that M1 asks for (Q3), combined by a judge. */
    @JsonProperty("learned")
    LEARNED
  }

  private static final int DEEPEST = 4;

  /** Checks the values. */
  public LookAheadSettings {
    if (horizonSteps < 1) {
      throw new UserError("overseer.horizonSteps is " + horizonSteps + ": it must be 1 or more");
    }
    if (actionSteps < 1 || actionSteps > horizonSteps) {
      throw new UserError(
          RootLocale.format(
              "overseer.actionSteps is %d: it must be 1 … %d, which is overseer.horizonSteps",
              actionSteps, horizonSteps));
    }
    if (!(discount > 0 && discount <= 1)) {
      throw new UserError("overseer.discount is " + discount + ": it must be above 0, at most 1");
    }
    if (depth < 1 || depth > DEEPEST) {
      throw new UserError(
          RootLocale.format(
              "overseer.depth is %d: it must be 1 … %d, each level takes as many times the frames as there are actions",
              depth, DEEPEST));
    }
    if (decomposition == Decomposition.LEARNED && actionSteps > 1) {
      throw new UserError(
          RootLocale.format(
              "overseer.actionSteps is %d: with overseer.decomposition=learned it must be 1 (what is asked for may be about repeated actions)",
              actionSteps));
    }
    if (!(margin >= 0 && margin < Double.POSITIVE_INFINITY)) {
      throw new UserError("overseer.margin is " + margin + ": it must be 0 or more");
    }
    if (margin > 0 && (depth > 1 || decomposition == Decomposition.LEARNED)) {
      throw new UserError(
          "overseer.margin is "
              + margin
              + ": with overseer.depth above 1 or overseer.decomposition=learned it must be 0");
    }
  }

  /** The fixed decomposition, for an action taken once. */
  public LookAheadSettings(int horizonSteps, double discount, int depth) {
    this(horizonSteps, 1, discount, depth, Decomposition.FIXED, 0);
  }

  /** One level of the fixed decomposition. */
  public LookAheadSettings(int horizonSteps, double discount) {
    this(horizonSteps, discount, 1);
  }

  /** Whether Q3 is answered by M1. */
  public boolean learnsDecomposition() {
    return decomposition == Decomposition.LEARNED;
  }

  /** The same with another number of levels; with more than one every action is looked at. */
  public LookAheadSettings withDepth(int levels) {
    return new LookAheadSettings(
        horizonSteps, actionSteps, discount, levels, decomposition, levels == 1 ? margin : 0);
  }

  /** The same by need. */
  public LookAheadSettings withMargin(double newMargin) {
    return new LookAheadSettings(
        horizonSteps, actionSteps, discount, depth, decomposition, newMargin);
  }
}
