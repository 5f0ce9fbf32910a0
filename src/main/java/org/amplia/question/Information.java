package org.amplia.question;

/**
 * An item of information about the consequences of an action: what the emulator is asked to show.
 * Whoever asks can omit, but not lie: the emulator fills in the answer.
 */
public sealed interface Information {
  /** Agent steps looked ahead, the action itself included. */
  int horizonSteps();

  /** The sum of the rewards, clipped to −1 … 1 each and discounted. */
  record RewardSum(int horizonSteps) implements Information {}

  /** The number of lives lost. */
  record LivesLost(int horizonSteps) implements Information {}

  /** M1's own value of the state after the horizon, discounted; 0 if the game ended before. */
  record LeafValue(int horizonSteps) implements Information {}

  /** The item as a question in words. */
  default String inWords() {
    String within = " within " + horizonSteps() + " agent steps?";
    if (this instanceof RewardSum) {
      return "What do the rewards come to" + within;
    }
    return this instanceof LivesLost
        ? "How many lives are lost" + within
        : "How good is the state reached after " + horizonSteps() + " agent steps?";
  }
}
