package org.amplia.overseer;

import org.amplia.question.Feature;

/**
 * What the emulator showed of the consequences of one action.
 *
 * @param rewardSum discounted sum of the rewards, each clipped to −1 … 1
 * @param livesLost within the horizon
 * @param ended whether the game, or a life if lives count as endings, was over within the horizon
 * @param steps agent steps played
 * @param indifferent whether every action led to the same place at once, so that nobody looked on
 * @param leafValue the discounted value of the state reached, as M1 sees it, or M2 if there is a
 *     {@code leaf}; 0 if ended
 * @param frames emulator frames spent; 0 if another action of the same question led to the same
 *     future and was looked at in its place
 * @param leaf what was asked about the state reached; null if only M1 was
 */
public record Outcome(
    double rewardSum,
    int livesLost,
    boolean ended,
    int steps,
    boolean indifferent,
    double leafValue,
    long frames,
    Leaf leaf) {
  /** How M2 combines the items: rewards seen plus the value of what was not. */
  public double value() {
    return rewardSum + leafValue;
  }

  /** Emulator frames spent before the state reached was asked about. */
  long framesToTheLeaf() {
    return leaf == null ? frames : frames - leaf.frames();
  }

  /** What an item of information reads of the emulator, of those that M2's sum is made of. */
  double read(Feature feature) {
    return feature instanceof Feature.RewardSum ? rewardSum : livesLost;
  }
}
