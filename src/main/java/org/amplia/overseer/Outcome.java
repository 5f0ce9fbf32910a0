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
 * @param leafValue the discounted value of the state reached, as M1 sees it; 0 if ended
 * @param frames emulator frames spent; 0 if another action of the same question led to the same
 *     future and was looked at in its place
 */
public record Outcome(
    double rewardSum,
    int livesLost,
    boolean ended,
    int steps,
    boolean indifferent,
    double leafValue,
    long frames) {
  /** How M2 combines the items: rewards seen plus the value of what was not. */
  public double value() {
    return rewardSum + leafValue;
  }

  /** What an item of information reads, of those that the fixed decomposition asks for. */
  double read(Feature feature) {
    if (feature instanceof Feature.RewardSum) {
      return rewardSum;
    }
    return feature instanceof Feature.LivesLost ? livesLost : leafValue;
  }
}
